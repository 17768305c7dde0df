package dev.seaworthy.engine.policy.runtime;

import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.PreparedPolicy;
import dev.seaworthy.engine.rego.Program;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.RegoRuntime;

/** Evaluates bundles by one runtime for Rego. */
public final class SingleRuntime implements PolicyRuntime {
  private final RegoRuntime runtime;

  public SingleRuntime(RegoRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public String id() {
    return runtime.id();
  }

  @Override
  public PreparedPolicy prepare(PolicyBundle bundle) throws PolicyException {
    Program program;
    try {
      program = runtime.load(bundle.module());
    } catch (RegoException e) {
      throw new PolicyException(
          "POLICY_INVALID",
          "bundle `%s` cannot be run: %s".formatted(bundle.name(), e.getMessage()),
          "build it again with `seaworthy policy build`");
    }
    for (Control control : bundle.controls()) {
      if (!program.entrypoints().contains(control.entrypoint())) {
        throw new PolicyException(
            "POLICY_ENTRYPOINT",
            "bundle `%s` has no rule `%s` for control `%s`"
                .formatted(bundle.name(), control.entrypoint(), control.id()),
            "build it again with `seaworthy policy build`");
      }
    }
    return new SessionPolicy(program);
  }
}
