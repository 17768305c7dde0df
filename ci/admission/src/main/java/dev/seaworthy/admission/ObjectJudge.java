package dev.seaworthy.admission;

import com.google.common.util.concurrent.MoreExecutors;
import dev.seaworthy.admission.AdmissionRequest.Operation;
import dev.seaworthy.admission.Judgement.Answer;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Evaluation;
import dev.seaworthy.engine.policy.Evaluator;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Judges the object of a request, alone or among what stands around it. */
final class ObjectJudge {
  private static final Map<String, Object> NO_RELEASE =
      Map.of("name", "", "version", "", "digest", "", "environment", "", "architecture", List.of());

  private final Rules rules;
  private final KubernetesCollector collector;
  private final Evaluator evaluator;
  private final Optional<Surroundings> surroundings;

  /**
   * @throws PolicyException if a bundle cannot be run
   */
  ObjectJudge(PolicyRuntime runtime, Rules rules, KubernetesCollector collector)
      throws PolicyException {
    this.rules = rules;
    this.collector = collector;
    this.surroundings = rules.surroundings().map(Surroundings::new);
    // Requests run beside each other; one request's controls run one after the other.
    this.evaluator =
        new Evaluator(
            new PreparedBundles(runtime, rules.bundles()),
            MoreExecutors.newDirectExecutorService());
  }

  /** What stood and what would stand, by the same controls at the same time. */
  private record Asked(PolicyBundle bundle, List<Control> controls, Instant now) {}

  Judgement judge(AdmissionRequest request, Instant now) throws PolicyException {
    List<Observation> after = ObjectEvidence.of(request.object().orElseThrow(), collector);
    List<Observation> before =
        request.operation() == Operation.UPDATE && request.oldObject().isPresent()
            ? ObjectEvidence.of(request.oldObject().get(), collector)
            : List.of();
    Snapshot alone = Surroundings.none(after);
    Optional<Snapshot> aloneBefore =
        before.isEmpty() ? Optional.empty() : Optional.of(Surroundings.none(before));
    List<Answer> answers = new ArrayList<>();
    List<Control> notAsked = new ArrayList<>();
    Concern concern = new Concern(after);
    for (PolicyBundle bundle : rules.bundles()) {
      List<Control> concerned = bundle.controls().stream().filter(concern::is).toList();
      answers.addAll(
          alone(new Asked(bundle, of(concerned, Question.OBJECT), now), aloneBefore, alone));
      List<Control> among = of(concerned, Question.SURROUNDINGS);
      if (surroundings.isPresent()) {
        answers.addAll(among(surroundings.get(), new Asked(bundle, among, now), before, after));
      } else {
        notAsked.addAll(among);
      }
      notAsked.addAll(of(concerned, Question.MORE));
    }
    answers.sort(Comparator.comparing(answer -> answer.control().id()));
    notAsked.sort(Comparator.comparing(Control::id));
    return new Judgement(answers, notAsked);
  }

  private List<Answer> alone(Asked asked, Optional<Snapshot> before, Snapshot after)
      throws PolicyException {
    Set<String> known = before.isPresent() ? fingerprints(evaluate(asked, before.get())) : Set.of();
    return evaluate(asked, after).stream()
        .map(result -> answer(result, known, finding -> true, doubt -> true))
        .toList();
  }

  /** What is wrong with others stands in nobody's way, unless this request makes it so. */
  private List<Answer> among(
      Surroundings others, Asked asked, List<Observation> before, List<Observation> after)
      throws PolicyException {
    if (asked.controls().isEmpty()) {
      return List.of();
    }
    Set<Subject> own = Surroundings.subjects(after);
    Set<String> known = fingerprints(evaluate(asked, others.with(before, own)));
    return evaluate(asked, others.with(after, own)).stream()
        .map(
            result ->
                answer(result, known, finding -> own.contains(finding.subject()), others::matters))
        .toList();
  }

  /**
   * What a control says of the request.
   *
   * @param known fingerprints of what was wrong before
   * @param isOwn whether a finding is about the request's object
   * @param matters whether a doubt is about the request
   */
  private static Answer answer(
      ControlResult result, Set<String> known, Predicate<Finding> isOwn, Predicate<Doubt> matters) {
    List<Finding> findings = result.outcome().findings();
    return new Answer(
        result.control(),
        findings.stream().filter(one -> !known.contains(one.fingerprint())).toList(),
        findings.stream().filter(one -> known.contains(one.fingerprint())).filter(isOwn).toList(),
        result.outcome().doubts().stream().filter(matters).toList());
  }

  private List<ControlResult> evaluate(Asked asked, Snapshot snapshot) throws PolicyException {
    if (asked.controls().isEmpty()) {
      return List.of();
    }
    return evaluator.evaluate(
        new Evaluation(
            asked.bundle(),
            asked.controls(),
            snapshot,
            rules.parameters().of(asked.bundle()),
            NO_RELEASE,
            asked.now(),
            List.of(),
            List.of()));
  }

  private static Set<String> fingerprints(List<ControlResult> results) {
    Set<String> fingerprints = new HashSet<>();
    for (ControlResult result : results) {
      result.outcome().findings().forEach(finding -> fingerprints.add(finding.fingerprint()));
    }
    return fingerprints;
  }

  private static List<Control> of(List<Control> controls, Question question) {
    return controls.stream().filter(control -> Question.of(control) == question).toList();
  }
}
