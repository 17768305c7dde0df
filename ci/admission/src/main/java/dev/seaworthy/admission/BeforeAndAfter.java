package dev.seaworthy.admission;

import dev.seaworthy.admission.Judgement.Answer;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Evaluation;
import dev.seaworthy.engine.policy.Evaluator;
import dev.seaworthy.engine.policy.EvidenceValues;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.ParameterValues;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.Waiver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What stands and what would stand, by the same controls at the same time. */
final class BeforeAndAfter {
  private static final Map<String, Object> NO_RELEASE =
      Map.of("name", "", "version", "", "digest", "", "environment", "", "architecture", List.of());

  private final Evaluator evaluator;
  private final ParameterValues parameters;
  private final List<Waiver> waivers;
  private final EvidenceValues values;
  private final Instant now;

  /**
   * @param values of all evidence that is judged
   */
  BeforeAndAfter(Evaluator evaluator, Rules rules, EvidenceValues values, Instant now) {
    this.evaluator = evaluator;
    this.parameters = rules.parameters();
    this.waivers = rules.waivers();
    this.values = values;
    this.now = now;
  }

  /** What the controls say that the object is enough for. */
  List<Answer> alone(Choices.OfBundle asked, List<Observation> before, List<Observation> after)
      throws PolicyException {
    List<ControlResult> results = evaluate(asked.bundle(), asked.alone(), Surroundings.none(after));
    List<Control> found = withFindings(results, finding -> true);
    Set<String> known =
        before.isEmpty()
            ? Set.of()
            : fingerprints(evaluate(asked.bundle(), found, Surroundings.none(before)));
    return results.stream()
        .map(result -> answer(result, known, finding -> true, finding -> true, doubt -> true))
        .toList();
  }

  /**
   * What is wrong with others stands in nobody's way, unless this request makes it so; where the
   * others may have changed since they were looked at, not even then.
   */
  List<Answer> among(
      Surroundings others,
      Choices.OfBundle asked,
      List<Observation> before,
      List<Observation> after)
      throws PolicyException {
    Set<Subject> own = Surroundings.subjects(after);
    List<Answer> answers = new ArrayList<>();
    List<Control> asking = new ArrayList<>();
    for (Control control : asked.among()) {
      others
          .hindrance(control)
          .ifPresentOrElse(
              doubt ->
                  answers.add(new Answer(control, List.of(), List.of(), List.of(), List.of(doubt))),
              () -> asking.add(control));
    }
    answers.addAll(among(others, asked.bundle(), asking, own, before, after));
    return answers;
  }

  private List<Answer> among(
      Surroundings others,
      PolicyBundle bundle,
      List<Control> asking,
      Set<Subject> own,
      List<Observation> before,
      List<Observation> after)
      throws PolicyException {
    if (asking.isEmpty()) {
      return List.of();
    }
    List<ControlResult> results = evaluate(bundle, asking, others.with(after, own));
    Predicate<Finding> isOwn = finding -> own.contains(finding.subject());
    Predicate<Finding> matters = others.tellsOfOthers() ? finding -> true : isOwn;
    List<Control> found = withFindings(results, matters);
    // Before it is there, nothing is wrong with an object.
    Set<String> known =
        before.isEmpty() && !others.tellsOfOthers()
            ? Set.of()
            : fingerprints(evaluate(bundle, found, others.with(before, own)));
    return results.stream()
        .map(result -> answer(result, known, matters, isOwn, others::matters))
        .toList();
  }

  /** The controls that have to be asked about what stood: the others refuse nothing. */
  private static List<Control> withFindings(
      List<ControlResult> results, Predicate<Finding> counts) {
    return results.stream()
        .filter(result -> result.outcome().findings().stream().anyMatch(counts))
        .map(ControlResult::control)
        .toList();
  }

  /**
   * What a control says of the request.
   *
   * @param known fingerprints of what was wrong before
   * @param counts whether a finding may refuse
   * @param isOwn whether a finding is about the request's object
   * @param matters whether a doubt is about the request
   */
  private static Answer answer(
      ControlResult result,
      Set<String> known,
      Predicate<Finding> counts,
      Predicate<Finding> isOwn,
      Predicate<Doubt> matters) {
    List<Finding> findings = result.outcome().findings().stream().filter(counts).toList();
    return new Answer(
        result.control(),
        findings.stream().filter(one -> !known.contains(one.fingerprint())).toList(),
        findings.stream().filter(one -> known.contains(one.fingerprint())).filter(isOwn).toList(),
        result.outcome().waived().stream().filter(one -> isOwn.test(one.finding())).toList(),
        result.outcome().doubts().stream().filter(matters).toList());
  }

  private List<ControlResult> evaluate(
      PolicyBundle bundle, List<Control> controls, Snapshot snapshot) throws PolicyException {
    if (controls.isEmpty()) {
      return List.of();
    }
    return evaluator.evaluate(
        new Evaluation(
            bundle, controls, snapshot, parameters.of(bundle), NO_RELEASE, now, waivers, List.of()),
        values);
  }

  private static Set<String> fingerprints(List<ControlResult> results) {
    Set<String> fingerprints = new HashSet<>();
    for (ControlResult result : results) {
      result.outcome().findings().forEach(finding -> fingerprints.add(finding.fingerprint()));
    }
    return fingerprints;
  }
}
