package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.builtin.Budget;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the statements of one evaluation share. For one thread. */
final class Execution {
  final Budget budget;

  /** Whether a builtin's error ends the evaluation; otherwise its call is undefined. */
  final boolean strict;

  /** Replaced while a {@code with} holds. */
  Memo memo;

  /** What the function that returned last gave. */
  @Nullable Value result;

  /** The result set of the plan. */
  final List<Value> results = new ArrayList<>(1);

  Execution(Budget budget, boolean strict, Memo memo) {
    this.budget = budget;
    this.strict = strict;
    this.memo = memo;
  }
}
