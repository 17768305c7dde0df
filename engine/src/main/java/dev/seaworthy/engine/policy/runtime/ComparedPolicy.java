package dev.seaworthy.engine.policy.runtime;

import dev.seaworthy.engine.policy.PreparedPolicy;
import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

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
    return evaluateAll(entrypoints, List.of(() -> input)).get(0);
  }

  /** Each input is made once, and each runtime has one session for all. */
  @Override
  public List<Map<String, Answer>> evaluateAll(
      List<String> entrypoints, List<Supplier<Input>> inputs) {
    List<Input> made = inputs.stream().map(Supplier::get).toList();
    List<Supplier<Input>> again =
        made.stream().map(input -> (Supplier<Input>) () -> input).toList();
    List<Map<String, Answer>> some = first.evaluateAll(entrypoints, again);
    List<Map<String, Answer>> others = second.evaluateAll(entrypoints, again);
    List<Map<String, Answer>> agreed = new ArrayList<>();
    for (int i = 0; i < made.size(); i++) {
      agreed.add(agreed(some.get(i), others.get(i), made.get(i)));
    }
    return agreed;
  }

  @Override
  public void release() {
    first.release();
    second.release();
  }

  private Map<String, Answer> agreed(
      Map<String, Answer> some, Map<String, Answer> others, Input input) {
    Map<String, Answer> answers = new TreeMap<>(some);
    others.forEach(
        (entrypoint, answer) ->
            answers.merge(entrypoint, answer, (one, other) -> agreed(one, other, input)));
    return answers;
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
