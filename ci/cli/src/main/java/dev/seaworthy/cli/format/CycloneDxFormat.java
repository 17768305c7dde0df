package dev.seaworthy.cli.format;

import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.verdict.Candidate;
import dev.seaworthy.engine.verdict.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * CycloneDX Attestations (CDXA), version 1.6, JSON: policy bundles as standards, their controls as
 * requirements, and what was found as claims with their evidence.
 *
 * @see <a href="https://cyclonedx.org/capabilities/attestations/">Attestations</a>
 */
final class CycloneDxFormat implements TextFormat {
  static final String CANDIDATE = "candidate";

  @Override
  public String name() {
    return "cyclonedx";
  }

  @Override
  public void write(Report report, Presentation presentation, Appendable out) throws IOException {
    Verdict verdict = report.verdict();
    OscalIds ids = new OscalIds(verdict);
    Map<String, Object> document = new TreeMap<>();
    document.put("bomFormat", "CycloneDX");
    document.put("specVersion", "1.6");
    document.put("serialNumber", "urn:uuid:" + ids.of("cyclonedx"));
    document.put("version", 1);
    document.put("metadata", metadata(verdict));
    document.put("definitions", Map.of("standards", new CycloneDxStandards(verdict).all()));
    document.put("declarations", new CycloneDxDeclarations(verdict, presentation).tree());
    PrettyJson.write(CanonicalJson.of(document), out);
  }

  private static Map<String, Object> metadata(Verdict verdict) {
    return Map.of(
        "timestamp",
        verdict.evaluatedAt().toString(),
        "tools",
        Map.of(
            "components",
            List.of(
                Map.of(
                    "type", "application",
                    "name", "Seaworthy",
                    "version", verdict.identity().version()))),
        "component",
        candidate(verdict),
        "properties",
        List.of(
            property("verdict", verdict.status().id()),
            property("environment", verdict.release().environment()),
            property("evidence", verdict.snapshot().digest().toString()),
            property("validUntil", verdict.validUntil().toString())));
  }

  private static Map<String, Object> candidate(Verdict verdict) {
    Candidate candidate = verdict.release().candidate();
    return Map.of(
        "type", "application",
        "bom-ref", CANDIDATE,
        "name", Printable.of(candidate.name()),
        "version", Printable.of(candidate.version()),
        "hashes", List.of(Map.of("alg", "SHA-256", "content", candidate.digest().hex())));
  }

  /** A property of ours. */
  static Map<String, Object> property(String name, String value) {
    return Map.of("name", "seaworthy:" + name, "value", Printable.of(value));
  }
}
