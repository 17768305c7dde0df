package dev.seaworthy.cli.format;

import dev.seaworthy.cli.framework.AssessedRelease;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.policy.framework.Coverage;
import dev.seaworthy.engine.policy.framework.Coverage.Answer;
import dev.seaworthy.engine.policy.framework.Framework;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Frameworks, and what a verdict says of one, as data; {@code docs/reference/frameworks.md}. */
public final class CoverageJson {
  /** Names the layout. */
  static final String SCHEMA = "https://seaworthy.dev/schemas/coverage/v1";

  private CoverageJson() {}

  public static CanonicalJson of(Coverage coverage, AssessedRelease release) {
    Map<String, Object> summary = new TreeMap<>();
    coverage.counts().forEach((standing, count) -> summary.put(standing.id(), count));
    return CanonicalJson.of(
        Map.of(
            "schema", SCHEMA,
            "framework", framework(coverage.framework()),
            "release", release(release),
            "status", coverage.status().id(),
            "summary", summary,
            "requirements", coverage.rows().stream().map(CoverageJson::row).toList()));
  }

  public static CanonicalJson list(List<Framework> frameworks) {
    return CanonicalJson.of(
        Map.of("frameworks", frameworks.stream().map(CoverageJson::framework).toList()));
  }

  private static Map<String, Object> framework(Framework framework) {
    return Map.of(
        "name", framework.name(),
        "title", framework.title(),
        "version", framework.version(),
        "date", framework.date(),
        "source", framework.source(),
        "scope", framework.scope(),
        "requirements", framework.requirements().size());
  }

  private static Map<String, Object> release(AssessedRelease release) {
    return Map.of(
        "candidate", release.candidate(),
        "digest", release.digest(),
        "verdict", release.status(),
        "evaluatedAt", release.evaluatedAt().toString(),
        "validUntil", release.validUntil().toString());
  }

  private static Map<String, Object> row(Coverage.Row row) {
    return Map.of(
        "id", row.requirement().id(),
        "about", row.requirement().about(),
        "standing", row.standing().id(),
        "controls", row.answers().stream().map(CoverageJson::answer).toList(),
        "missing", row.missing());
  }

  private static Map<String, Object> answer(Answer answer) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("id", answer.control());
    tree.put("part", answer.proves() ? "proves" : "supports");
    tree.put(
        "status",
        answer.judged().map(Coverage.Judged::status).map(Status::id).orElse("not-judged"));
    return tree;
  }
}
