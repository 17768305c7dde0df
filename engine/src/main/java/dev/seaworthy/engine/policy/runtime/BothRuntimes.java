package dev.seaworthy.engine.policy.runtime;

import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.PreparedPolicy;

/**
 * Evaluates everything twice, by runtimes that have no code in common but the builtins that OPA
 * leaves to its host. What they do not agree on is no answer.
 */
public final class BothRuntimes implements PolicyRuntime {
  /** The code of the problem that a control has on which the runtimes disagree. */
  public static final String DISAGREEMENT = "POLICY_DISAGREEMENT";

  private final PolicyRuntime first;
  private final PolicyRuntime second;

  public BothRuntimes(PolicyRuntime first, PolicyRuntime second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public String id() {
    return "both: " + first.id() + " and " + second.id();
  }

  @Override
  public boolean compares() {
    return true;
  }

  @Override
  public PreparedPolicy prepare(PolicyBundle bundle) throws PolicyException {
    return new ComparedPolicy(
        first.id(), first.prepare(bundle), second.id(), second.prepare(bundle));
  }
}
