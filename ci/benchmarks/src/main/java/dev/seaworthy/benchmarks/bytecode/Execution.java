package dev.seaworthy.benchmarks.bytecode;

import dev.seaworthy.engine.rego.builtin.Budget;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.List;

/** What the methods of one evaluation share. For one thread. */
final class Execution {
  final Budget budget;

  /** Replaced while a {@code with} holds. */
  Memo memo;

  /** The result set of the plan. */
  final List<Value> results = new ArrayList<>(1);

  Execution(Budget budget, Memo memo) {
    this.budget = budget;
    this.memo = memo;
  }
}
