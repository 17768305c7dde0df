package dev.seaworthy.admission;

import dev.seaworthy.admission.AdmissionRequest.Operation;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decides requests; the same request at the same time gives the same decision. */
public final class Reviewer {
  private static final Set<String> SKIPPED = Set.of("scale", "status");

  private final ObjectJudge judge;
  private final Modes modes;

  public Reviewer(
      PolicyRuntime runtime,
      List<PolicyBundle> bundles,
      KubernetesCollector collector,
      Modes modes) {
    this.judge = new ObjectJudge(runtime, bundles, collector);
    this.modes = modes;
  }

  /**
   * Decides.
   *
   * @param now what policies see as the time
   * @throws PolicyException if a bundle cannot be run at all
   */
  public Decision review(AdmissionRequest request, Instant now) throws PolicyException {
    DecisionDraft draft = new DecisionDraft(request, modes, judge.bundles());
    if (SKIPPED.contains(request.subresource())) {
      return draft.unjudged("subresource `%s` is not judged".formatted(request.subresource()));
    }
    if (request.operation() == Operation.DELETE || request.operation() == Operation.CONNECT) {
      return draft.unjudged(request.operation() + " stores no object");
    }
    ObjectJudge.Judgement judgement = judge.judge(request.object().orElseThrow(), now);
    draft.leaveOut(judgement.notJudged());
    Set<String> before = standing(request, now);
    for (ControlResult result : judgement.results()) {
      draft.add(
          result,
          result.outcome().findings().stream()
              .filter(finding -> !before.contains(finding.fingerprint()))
              .toList());
    }
    return draft.finish();
  }

  /** Fingerprints of what is wrong with the stored object already. */
  private Set<String> standing(AdmissionRequest request, Instant now) throws PolicyException {
    Set<String> fingerprints = new HashSet<>();
    if (request.operation() == Operation.UPDATE && request.oldObject().isPresent()) {
      judge.judge(request.oldObject().get(), now).results().stream()
          .flatMap(result -> result.outcome().findings().stream())
          .map(Finding::fingerprint)
          .forEach(fingerprints::add);
    }
    return fingerprints;
  }
}
