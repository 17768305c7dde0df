package dev.seaworthy.cli.framework;

import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.framework.Coverage.Judged;
import dev.seaworthy.engine.seal.SealReport.Claim;
import dev.seaworthy.engine.seal.SealedVerdict;
import dev.seaworthy.engine.verdict.Verdict;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a verdict says, as far as coverage needs it: of a release that was just judged, or of a
 * sealed file.
 *
 * @param candidate name and version
 * @param digest of the candidate
 * @param status of the verdict
 * @param judged its controls, by id
 */
public record AssessedRelease(
    String candidate,
    String digest,
    String status,
    Instant evaluatedAt,
    Instant validUntil,
    Map<String, Judged> judged) {
  public AssessedRelease {
    judged = Map.copyOf(judged);
  }

  public static AssessedRelease of(Verdict verdict) {
    Map<String, Judged> judged = new TreeMap<>();
    for (ControlResult result : verdict.results()) {
      Judged one =
          new Judged(
              result.status(),
              result.outcome().doubts().stream()
                  .map(doubt -> doubt.problem().message())
                  .distinct()
                  .toList());
      judged.merge(result.control().id(), one, Judged::and);
    }
    return new AssessedRelease(
        (verdict.release().candidate().name() + " " + verdict.release().candidate().version())
            .strip(),
        verdict.release().candidate().digest().toString(),
        verdict.status().id(),
        verdict.evaluatedAt(),
        verdict.validUntil(),
        judged);
  }

  public static AssessedRelease of(SealedVerdict sealed) {
    Map<String, Judged> judged = new TreeMap<>();
    sealed
        .controls()
        .forEach(
            control ->
                judged.merge(
                    control.id(), new Judged(control.status(), control.unknowns()), Judged::and));
    Claim claim = sealed.claim();
    return new AssessedRelease(
        claim.candidate().strip(),
        claim.candidateDigest().toString(),
        claim.status(),
        claim.evaluatedAt(),
        claim.validUntil(),
        judged);
  }
}
