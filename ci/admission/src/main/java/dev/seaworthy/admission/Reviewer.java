package dev.seaworthy.admission;

import dev.seaworthy.admission.glass.Asked;
import dev.seaworthy.admission.glass.BreakGlass;
import dev.seaworthy.admission.glass.GlassToken;
import dev.seaworthy.collectors.document.Tree;
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
import java.util.stream.Stream;

/** Decides requests; the same request at the same time gives the same decision. */
public final class Reviewer {
  private static final Set<String> SKIPPED = Set.of("scale", "status");

  private final ObjectJudge judge;
  private final Rules rules;
  private final WaiverBook waivers;

  /**
   * @throws PolicyException if a bundle cannot be run
   */
  public Reviewer(PolicyRuntime runtime, Rules rules, KubernetesCollector collector)
      throws PolicyException {
    this.judge = new ObjectJudge(runtime, rules, collector);
    this.rules = rules;
    this.waivers = new WaiverBook(rules.waivers(), rules.bundles());
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
    judgement.answers().forEach(this::count);
    draft.leaveOut(judgement.notAsked());
    breakGlass(review, now).ifPresent(draft::breakGlass);
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

  /**
   * The same, heeding a token of the object; to be asked where the answer would be a refusal and
   * the object may be read.
   */
  public Decision undecided(AdmissionReview review, Problem why, Instant now) {
    DecisionDraft draft = draft(review.request());
    draft.doubt(why);
    breakGlass(review, now).ifPresent(draft::breakGlass);
    return draft.finish();
  }

  private void count(Judgement.Answer answer) {
    answer.waived().forEach(one -> waivers.used(one.waiver()));
  }

  /** The waivers in force, and how often each was used. */
  public WaiverBook waivers() {
    return waivers;
  }

  /** Whether a token could change an answer. */
  public boolean heedsTokens() {
    return rules.breakGlass().isPossible();
  }

  private Optional<BreakGlass.Answer> breakGlass(AdmissionReview review, Instant now) {
    Optional<Tree.Mapping> metadata = review.object().flatMap(one -> one.mapping("metadata"));
    return metadata
        .flatMap(one -> one.mapping("annotations"))
        .flatMap(annotations -> annotations.text(GlassToken.ANNOTATION))
        .map(token -> rules.breakGlass().ask(token, asked(review.request(), metadata.get()), now));
  }

  /** The API server names what it stores; what is yet to be named begins as the object says. */
  private static Asked asked(AdmissionRequest request, Tree.Mapping metadata) {
    String name =
        Stream.of(
                request.name(),
                metadata.text("name").orElse(""),
                metadata.text("generateName").orElse(""))
            .filter(one -> !one.isEmpty())
            .findFirst()
            .orElse("");
    return new Asked(request.namespace(), request.kind(), name, request.user());
  }

  private DecisionDraft draft(AdmissionRequest request) {
    return new DecisionDraft(request, rules.modes(), rules.bundles());
  }
}
