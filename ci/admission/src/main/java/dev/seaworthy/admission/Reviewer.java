package dev.seaworthy.admission;

import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides requests; the same request at the same time gives the same decision. */
public final class Reviewer {
  private static final Set<String> SKIPPED = Set.of("scale", "status");

  private final ObjectJudge judge;
  private final Rules rules;

  /**
   * @throws PolicyException if a bundle cannot be run
   */
  public Reviewer(PolicyRuntime runtime, Rules rules, KubernetesCollector collector)
      throws PolicyException {
    this.judge = new ObjectJudge(runtime, rules, collector);
    this.rules = rules;
  }

  /** What requests are judged by. */
  public List<PolicyBundle> bundles() {
    return rules.bundles();
  }

  /**
   * Decides.
   *
   * @param now what policies see as the time, to the second
   * @throws PolicyException if a bundle cannot be run at all
   */
  public Decision review(AdmissionReview review, Instant now) throws PolicyException {
    AdmissionRequest request = review.request();
    Optional<Decision> needless = unjudged(request);
    if (needless.isPresent()) {
      return needless.get();
    }
    DecisionDraft draft = draft(request);
    Judgement judgement = judge.judge(review, now.truncatedTo(ChronoUnit.SECONDS));
    judgement.answers().forEach(draft::add);
    draft.leaveOut(judgement.notAsked());
    return draft.finish();
  }

  /** The answer to a request that there is nothing to judge about. */
  private Optional<Decision> unjudged(AdmissionRequest request) {
    if (SKIPPED.contains(request.subresource())) {
      return Optional.of(
          draft(request)
              .unjudged("subresource `%s` is not judged".formatted(request.subresource())));
    }
    if (!request.operation().stores()) {
      return Optional.of(draft(request).unjudged(request.operation() + " stores no object"));
    }
    return Optional.empty();
  }

  /** The answer to a request that there was no time to judge, if there was anything to judge. */
  public Decision undecided(AdmissionRequest request, Problem why) {
    Optional<Decision> needless = unjudged(request);
    if (needless.isPresent()) {
      return needless.get();
    }
    DecisionDraft draft = draft(request);
    draft.doubt(why);
    return draft.finish();
  }

  private DecisionDraft draft(AdmissionRequest request) {
    return new DecisionDraft(request, rules.modes(), rules.bundles());
  }
}
