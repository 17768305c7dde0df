package dev.seaworthy.engine.policy;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.value.Value;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A bundle made ready to evaluate. Safe for use by many threads. */
public interface PreparedPolicy {
  /** The code of the problem that an evaluation ends with that found too little memory. */
  String MEMORY = "POLICY_MEMORY";

  /**
   * Evaluates controls on one input.
   *
   * @param entrypoints rule paths of the bundle's controls
   * @return what each rule says, or why it could not be evaluated to its end; every entry point has
   *     an answer
   */
  Map<String, Answer> evaluate(List<String> entrypoints, Input input);

  /**
   * Evaluates the same controls on many inputs, one after the other; what one input does to a
   * control changes nothing for the next.
   *
   * @param inputs each made when its turn comes
   * @return the answers to each input, in their order
   */
  default List<Map<String, Answer>> evaluateAll(
      List<String> entrypoints, List<Supplier<Input>> inputs) {
    return inputs.stream().map(input -> evaluate(entrypoints, input.get())).toList();
  }

  /** Lets go of memory that is kept for speed alone. */
  default void release() {}

  /** What came of one rule. */
  sealed interface Answer {
    /** The rule's value: findings, in an array or a set. */
    record Said(Value value) implements Answer {}

    /** The rule was stopped or broke. */
    record Failed(Problem problem) implements Answer {}
  }
}
