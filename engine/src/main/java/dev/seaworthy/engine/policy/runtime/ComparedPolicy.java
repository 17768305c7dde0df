package dev.seaworthy.engine.policy.runtime;

import dev.seaworthy.engine.policy.PreparedPolicy;
import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.value.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks two policies made ready from one bundle, and answers only what both say. */
final class ComparedPolicy implements PreparedPolicy {
  private final String firstId;
  private final PreparedPolicy first;
  private final String secondId;
  private final PreparedPolicy second;

  ComparedPolicy(String firstId, PreparedPolicy first, String secondId, PreparedPolicy second) {
    this.firstId = firstId;
    this.first = first;
    this.secondId = secondId;
    this.second = second;
  }

  @Override
  public Map<String, Answer> evaluate(List<String> entrypoints, Input input) {
    Map<String, Answer> answers = new TreeMap<>(first.evaluate(entrypoints, input));
    second
        .evaluate(entrypoints, input)
        .forEach(
            (entrypoint, answer) ->
                answers.merge(entrypoint, answer, (one, other) -> agreed(one, other, input)));
    return answers;
  }

  @Override
  public void release() {
    first.release();
    second.release();
  }

  /** An evaluation that only one runtime brings to its end is confirmed by none. */
  private Answer agreed(Answer one, Answer other, Input input) {
    if (one instanceof Answer.Failed) {
      return one;
    }
    if (other instanceof Answer.Failed) {
      return other;
    }
    return said(one).equals(said(other))
        ? one
        : new Answer.Failed(Failures.disagreement(firstId, secondId, input.json().digest()));
  }

  private static Value said(Answer answer) {
    return ((Answer.Said) answer).value();
  }
}
