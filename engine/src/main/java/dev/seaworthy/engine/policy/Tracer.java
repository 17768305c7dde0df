package dev.seaworthy.engine.policy;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.plan.PlanRuntime;
import java.util.List;
import java.util.Map;

/** Runs policies again so that what they look at is told. */
public final class Tracer {
  private final PlanRuntime runtime;

  public Tracer(PlanRuntime runtime) {
    this.runtime = runtime;
  }

  /**
   * What the controls of an evaluation may depend on.
   *
   * @param hidden by the evidence's position in the evaluation's snapshot
   * @throws PolicyException if the bundle cannot be traced
   */
  public Dependence dependence(Evaluation evaluation, Map<Integer, List<Dependence.Hidden>> hidden)
      throws PolicyException {
    PolicyBundle bundle = evaluation.bundle();
    try {
      return new Dependence(runtime.load(bundle.module()), evaluation, hidden);
    } catch (RegoException e) {
      throw new PolicyException(
          "POLICY_INVALID",
          "bundle `%s` cannot be traced: %s".formatted(bundle.name(), e.getMessage()),
          "build it again with `seaworthy policy build`");
    }
  }
}
