package dev.seaworthy.engine.policy;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.value.Value;
import java.util.List;
import java.util.Map;

/** A bundle made ready to evaluate. Safe for use by many threads. */
public interface PreparedPolicy {
  /**
   * Evaluates controls on one input.
   *
   * @param entrypoints rule paths of the bundle's controls
   * @return what each rule says, or why it could not be evaluated to its end; every entry point has
   *     an answer
   */
  Map<String, Answer> evaluate(List<String> entrypoints, Input input);

  /** What came of one rule. */
  sealed interface Answer {
    /** The rule's value: findings, in an array or a set. */
    record Said(Value value) implements Answer {}

    /** The rule was stopped or broke. */
    record Failed(Problem problem) implements Answer {}
  }
}
