package dev.seaworthy.cli.format;

import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Outcome;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a verdict says, as CycloneDX has declarations: a claim for each control, for it or against
 * it, and evidence for each finding, waived finding and doubt.
 */
final class CycloneDxDeclarations {
  private static final String ASSESSOR = "assessor";

  private final Verdict verdict;
  private final CycloneDxEvidence evidence;
  private final List<Map<String, Object>> claims = new ArrayList<>();
  private final List<Map<String, Object>> map = new ArrayList<>();

  CycloneDxDeclarations(Verdict verdict, Presentation presentation) {
    this.verdict = verdict;
    this.evidence = new CycloneDxEvidence(verdict, presentation);
  }

  Map<String, Object> tree() {
    verdict.results().forEach(this::add);
    Map<String, Object> attestation = new TreeMap<>();
    attestation.put("summary", "The release " + VerdictWords.meaning(verdict) + ".");
    attestation.put("assessor", ASSESSOR);
    attestation.put("map", map);
    return Map.of(
        "assessors",
        List.of(Map.of("bom-ref", ASSESSOR, "organization", Map.of("name", "Seaworthy"))),
        "attestations",
        List.of(attestation),
        "claims",
        claims,
        "evidence",
        evidence.all());
  }

  private void add(ControlResult result) {
    List<String> found = evidence.of(result);
    boolean holds = isInFavour(result.status());
    String ref = "claim:" + result.bundle() + "/" + result.control().id();
    Map<String, Object> claim = new TreeMap<>();
    claim.put("bom-ref", ref);
    claim.put("target", CycloneDxFormat.CANDIDATE);
    claim.put("predicate", result.control().title());
    claim.put("reasoning", rationale(result));
    claim.put(holds ? "evidence" : "counterEvidence", found);
    claims.add(claim);
    Map<String, Object> entry = new TreeMap<>();
    entry.put("requirement", CycloneDxStandards.ref(result));
    entry.put(holds ? "claims" : "counterClaims", List.of(ref));
    conformance(result.status())
        .ifPresent(
            score ->
                entry.put("conformance", Map.of("score", score, "rationale", rationale(result))));
    entry.put("confidence", Map.of("score", result.status() == Status.UNKNOWN ? 0 : 1));
    map.add(entry);
  }

  private static boolean isInFavour(Status status) {
    return status == Status.PASS || status == Status.NOT_APPLICABLE;
  }

  /** Unknown never conforms, nor does what was waived; what does not apply has no score. */
  private static Optional<Integer> conformance(Status status) {
    return switch (status) {
      case PASS -> Optional.of(1);
      case FAIL, UNKNOWN, WAIVED -> Optional.of(0);
      case NOT_APPLICABLE -> Optional.empty();
    };
  }

  private static String rationale(ControlResult result) {
    Outcome outcome = result.outcome();
    if (outcome instanceof Outcome.Excused excused) {
      return Printable.of("declared not applicable: " + excused.declaration().reason());
    }
    return "%s: %s, %s waived, %s"
        .formatted(
            VerdictWords.words(result.status()),
            VerdictWords.counted(outcome.findings().size(), "finding"),
            outcome.waived().size(),
            VerdictWords.counted(outcome.doubts().size(), "doubt"));
  }
}
