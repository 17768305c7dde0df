package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.Explainable;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.RegoModule;
import dev.seaworthy.engine.rego.RegoRuntime;
import dev.seaworthy.engine.rego.value.Value;
import dev.seaworthy.engine.rego.value.ValueReader;

/** Runs policies from their plan, {@code opa build -t plan}. */
public final class PlanRuntime implements RegoRuntime {
  private final Limits limits;
  private final boolean strict;

  /** A runtime for which a builtin's error makes its call undefined, as OPA does unless told. */
  public PlanRuntime(Limits limits) {
    this(limits, false);
  }

  /**
   * @param strict whether a builtin's error ends the evaluation: {@code opa eval
   *     --strict-builtin-errors}
   */
  public PlanRuntime(Limits limits, boolean strict) {
    this.limits = limits;
    this.strict = strict;
  }

  @Override
  public String id() {
    return "plan";
  }

  @Override
  public Explainable load(RegoModule module) {
    Plan plan = PlanReader.read(module.plan());
    Value data = new ValueReader().read(module.data());
    return new PlanProgram(plan, data, limits, strict);
  }
}
