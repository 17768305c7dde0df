package dev.seaworthy.benchmarks.bytecode;

import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** What the generated class implements. Holds no state of an evaluation. */
interface Compiled {
  /**
   * Runs an entry point or a rule.
   *
   * @param number of the method: rules and functions in the plan's order, entry points behind them
   * @return the rule's value; null if it is undefined, or for an entry point, which leaves its
   *     results with the execution
   */
  @Nullable Value run(int number, Execution execution, @Nullable Value input, @Nullable Value data);
}
