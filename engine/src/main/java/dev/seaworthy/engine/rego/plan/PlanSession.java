package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.Session;
import dev.seaworthy.engine.rego.builtin.Budget;
import dev.seaworthy.engine.rego.value.Effort;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** Evaluations of a plan. Rules that several entry points use are evaluated once for an input. */
final class PlanSession implements Session {
  private final Plan plan;
  private final Value data;
  private final boolean strict;
  private final Limits limits;
  private Limits allowed;
  private @Nullable Value input;
  private Memo memo;

  PlanSession(Plan plan, Value data, Limits limits, boolean strict) {
    this.plan = plan;
    this.data = data;
    this.strict = strict;
    this.limits = limits;
    this.allowed = limits;
    this.memo = new Memo(plan.functions());
  }

  @Override
  public void input(Input newInput) {
    input = newInput.value();
    allowed = limits.forInput(newInput.bytes());
    memo = memo.anew();
  }

  @Override
  public @Nullable Value evaluate(String entrypoint) {
    Function function = plan.entrypoint(entrypoint);
    // A new one each time: old ones of two threads may lie in one cache line, and slow both down.
    Budget budget = new Budget(allowed);
    Execution execution = new Execution(budget, strict, memo);
    Effort.countWith(budget);
    try {
      function.run(execution, input, data);
    } catch (StackOverflowError e) {
      throw Plan.tooDeep();
    } finally {
      Effort.countWith(null);
    }
    return value(execution);
  }

  private static @Nullable Value value(Execution execution) {
    if (execution.results.isEmpty()) {
      return null;
    }
    return execution.results.get(0).get(Plan.RESULT);
  }

  @Override
  public void close() {
    input = null;
    memo = memo.anew();
  }
}
