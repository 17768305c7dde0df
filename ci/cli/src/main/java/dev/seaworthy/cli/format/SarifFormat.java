package dev.seaworthy.cli.format;

import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.verdict.Candidate;
import dev.seaworthy.engine.verdict.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** SARIF 2.1.0 (OASIS), for code scanning views and editors. */
final class SarifFormat implements TextFormat {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  @Override
  public String name() {
    return "sarif";
  }

  @Override
  public void write(Report report, Presentation presentation, Appendable out) throws IOException {
    Verdict verdict = report.verdict();
    CanonicalJson log =
        CanonicalJson.of(
            Map.of(
                "$schema",
                SCHEMA,
                "version",
                "2.1.0",
                "runs",
                List.of(run(verdict, new SarifLocations(presentation)))));
    PrettyJson.write(log, out);
  }

  private static Map<String, Object> run(Verdict verdict, SarifLocations locations) {
    SarifRules rules = new SarifRules(verdict.results());
    Map<String, Object> run = new TreeMap<>();
    run.put("tool", Map.of("driver", driver(verdict, rules)));
    run.put("taxonomies", rules.taxonomies());
    run.put("results", new SarifResults(locations).of(verdict.results()));
    run.put("invocations", List.of(invocation(verdict, locations)));
    run.put("columnKind", "unicodeCodePoints");
    run.put("properties", properties(verdict));
    return run;
  }

  private static Map<String, Object> driver(Verdict verdict, SarifRules rules) {
    return Map.of(
        "name", "Seaworthy",
        "version", verdict.identity().version(),
        "rules", rules.descriptors());
  }

  private static Map<String, Object> invocation(Verdict verdict, SarifLocations locations) {
    return Map.of(
        "executionSuccessful",
        true,
        "endTimeUtc",
        verdict.evaluatedAt().toString(),
        "toolExecutionNotifications",
        verdict.snapshot().gaps().stream().map(gap -> notification(gap, locations)).toList());
  }

  /** A gap is about the run, not about the release: SARIF's place for it is a notification. */
  private static Map<String, Object> notification(Gap gap, SarifLocations locations) {
    return Map.of(
        "level",
        "error",
        "descriptor",
        Map.of("id", gap.problem().code()),
        "message",
        Map.of("text", SarifResults.sentence(gap.problem().message(), gap.problem().fix())),
        "locations",
        locations.of(gap.location()));
  }

  private static Map<String, Object> properties(Verdict verdict) {
    Candidate candidate = verdict.release().candidate();
    return Map.of(
        "verdict", verdict.status().id(),
        "candidate", candidate.toTree(),
        "validUntil", verdict.validUntil().toString());
  }
}
