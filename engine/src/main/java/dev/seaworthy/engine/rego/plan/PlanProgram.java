package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.Explainable;
import dev.seaworthy.engine.rego.Explained;
import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.Read;
import dev.seaworthy.engine.rego.Session;
import dev.seaworthy.engine.rego.value.Value;
import java.util.List;
import java.util.Set;

/** A plan and its data. */
final class PlanProgram implements Explainable {
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
  public List<Explained> explain(String entrypoint, Input input) {
    return new Explainer(plan, data, limits, false).explain(entrypoint, input.value());
  }

  @Override
  public List<Read> reads(String entrypoint, Input input) {
    return new Explainer(plan, data, limits.forInput(input.bytes()), true)
        .reads(entrypoint, input.value());
  }

  @Override
  public Session open() {
    return new PlanSession(plan, data, limits, strict);
  }
}
