package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.Program;
import dev.seaworthy.engine.rego.Session;
import dev.seaworthy.engine.rego.value.Value;
import java.util.Set;

/** A plan and its data. */
final class PlanProgram implements Program {
  private final Plan plan;
  private final Value data;
  private final Limits limits;
  private final boolean strict;

  PlanProgram(Plan plan, Value data, Limits limits, boolean strict) {
    this.plan = plan;
    this.data = data;
    this.limits = limits;
    this.strict = strict;
  }

  @Override
  public Set<String> entrypoints() {
    return plan.entrypoints().keySet();
  }

  @Override
  public Session open() {
    return new PlanSession(plan, data, limits, strict);
  }
}
