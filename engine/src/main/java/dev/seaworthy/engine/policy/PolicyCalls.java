package dev.seaworthy.engine.policy;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.rego.Input;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Asks a prepared policy, and reads its answers where it was asked, so that reading them too is
 * shared among threads. Safe for many threads.
 */
final class PolicyCalls {
  private final PreparedPolicy policy;
  private final Inputs inputs;

  PolicyCalls(PreparedPolicy policy, Evaluation evaluation, EvidenceValues values) {
    this.policy = policy;
    this.inputs = new Inputs(evaluation, values);
  }

  /**
   * Judges pieces of evidence one after the other.
   *
   * @param controls of scope {@link Scope#OBJECT}, by entry point
   * @return by entry point
   */
  Map<String, AnswerReader.Said> objects(List<Evidence> objects, Map<String, Control> controls) {
    List<Supplier<Input>> each = new ArrayList<>();
    objects.forEach(object -> each.add(() -> inputs.object(object)));
    List<Map<String, PreparedPolicy.Answer>> answers =
        policy.evaluateAll(List.copyOf(controls.keySet()), each);
    Map<String, AnswerReader.Said> said = new LinkedHashMap<>();
    controls.forEach(
        (entrypoint, control) -> {
          AnswerReader reader = new AnswerReader(control);
          for (int i = 0; i < answers.size(); i++) {
            reader.add(answer(answers.get(i), entrypoint), Optional.of(objects.get(i)), List.of());
          }
          said.put(entrypoint, reader.said());
        });
    return said;
  }

  /**
   * Judges evidence as a whole.
   *
   * @param kinds which the controls may ask for, present even without evidence
   * @param controls of scope {@link Scope#SNAPSHOT}, by entry point
   * @return by entry point
   */
  Map<String, AnswerReader.Said> snapshot(
      Set<String> kinds, List<Evidence> evidence, Map<String, Control> controls) {
    Map<String, PreparedPolicy.Answer> answers =
        policy.evaluate(List.copyOf(controls.keySet()), inputs.snapshot(kinds, evidence));
    Map<String, AnswerReader.Said> said = new LinkedHashMap<>();
    controls.forEach(
        (entrypoint, control) -> {
          AnswerReader reader = new AnswerReader(control);
          reader.add(answer(answers, entrypoint), Optional.empty(), evidence);
          said.put(entrypoint, reader.said());
        });
    return said;
  }

  private static PreparedPolicy.Answer answer(
      Map<String, PreparedPolicy.Answer> answers, String entrypoint) {
    PreparedPolicy.Answer answer = answers.get(entrypoint);
    if (answer == null) {
      throw new IllegalStateException("a policy runtime must answer for every entry point");
    }
    return answer;
  }
}
