package dev.seaworthy.admission;

import com.google.common.util.concurrent.MoreExecutors;
import dev.seaworthy.admission.AdmissionRequest.Operation;
import dev.seaworthy.admission.Judgement.Answer;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.policy.Evaluator;
import dev.seaworthy.engine.policy.EvidenceValues;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges the object of a request, alone or among what stands around it. */
final class ObjectJudge {
  private final Rules rules;
  private final KubernetesCollector collector;
  private final Evaluator evaluator;
  private final Choices choices;

  /** Where there are no surroundings; what each review brings is added for its time. */
  private final EvidenceValues none = new EvidenceValues(List.of());

  /**
   * @throws PolicyException if a bundle cannot be run
   */
  ObjectJudge(PolicyRuntime runtime, Rules rules, KubernetesCollector collector)
      throws PolicyException {
    this.rules = rules;
    this.collector = collector;
    this.choices =
        new Choices(
            rules.bundles(),
            control -> rules.surroundings().filter(around -> around.serves(control)).isPresent());
    // Requests run beside each other; one request's controls run one after the other.
    this.evaluator =
        new Evaluator(
            new PreparedBundles(runtime, choices.askable()),
            MoreExecutors.newDirectExecutorService());
  }

  Judgement judge(AdmissionReview review, Instant now) throws PolicyException {
    Tree.Mapping object = review.object().orElseThrow();
    List<Observation> after = observations(object);
    List<Observation> before =
        review.request().operation() == Operation.UPDATE && review.oldObject().isPresent()
            ? observations(review.oldObject().get())
            : List.of();
    // One moment for all that is asked about one object.
    Optional<Surroundings> surroundings = rules.surroundings().map(SurroundingsSource::now);
    EvidenceValues values = surroundings.map(Surroundings::values).orElse(none);
    Choices.Choice choice = choices.of(new Concern(after, object));
    BeforeAndAfter both =
        new BeforeAndAfter(evaluator, rules, values.with(evidence(before, after)), now);
    List<Answer> answers = new ArrayList<>();
    for (Choices.OfBundle asked : choice.bundles()) {
      answers.addAll(both.alone(asked, before, after));
      if (surroundings.isPresent()) {
        answers.addAll(both.among(surroundings.get(), asked, before, after));
      }
    }
    answers.sort(Comparator.comparing(answer -> answer.control().id()));
    return new Judgement(answers, choice.notAsked());
  }

  /** The object's evidence, or the gaps that say why it is none; never empty. */
  private List<Observation> observations(Tree.Mapping object) {
    return collector.live(object, Surroundings.PLACE);
  }

  private static List<Evidence> evidence(List<Observation> before, List<Observation> after) {
    return Stream.concat(Evidence.in(before), Evidence.in(after)).toList();
  }
}
