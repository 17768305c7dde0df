package dev.seaworthy.cli.format;

import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.verdict.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * GitLab's Code Quality report: one issue for each finding and doubt. It has no word for what is
 * waived, so that is left out.
 *
 * @see <a href="https://docs.gitlab.com/ci/testing/code_quality/">Code Quality</a>
 */
final class CodeQualityFormat implements TextFormat {
  /** GitLab drops issues without a file. */
  private static final String NO_FILE = ".";

  @Override
  public String name() {
    return "codequality";
  }

  @Override
  public void write(Report report, Presentation presentation, Appendable out) throws IOException {
    Verdict verdict = report.verdict();
    Issues issues = new Issues(presentation);
    for (ControlResult result : verdict.results()) {
      result.outcome().findings().forEach(finding -> issues.add(result, finding));
      result.outcome().doubts().forEach(doubt -> issues.add(result, doubt));
    }
    PrettyJson.write(CanonicalJson.of(issues.all), out);
  }

  /** What was written so far: of two issues with one fingerprint GitLab shows the first alone. */
  private static final class Issues {
    private final List<Map<String, Object>> all = new ArrayList<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final Presentation presentation;

    Issues(Presentation presentation) {
      this.presentation = presentation;
    }

    void add(ControlResult result, Finding finding) {
      add(
          result,
          finding.message(),
          finding.location(),
          Map.of("finding", finding.fingerprint(), "rule", finding.rule()));
    }

    void add(ControlResult result, Doubt doubt) {
      add(
          result,
          "unknown: " + doubt.problem().message(),
          doubt.location(),
          Map.of("code", doubt.problem().code(), "message", doubt.problem().message()));
    }

    private void add(
        ControlResult result, String message, Location location, Map<String, Object> what) {
      String name = result.bundle() + "/" + result.control().id();
      String key = CanonicalJson.of(Map.of("control", name, "what", what)).digest().hex();
      int times = seen.merge(key, 1, Integer::sum);
      all.add(
          Map.of(
              "type",
              "issue",
              "check_name",
              name,
              "description",
              Printable.of(result.control().id() + ": " + message),
              "fingerprint",
              times == 1 ? key : key + "-" + times,
              "severity",
              severity(result.control().severity()),
              "location",
              place(location)));
    }

    private Map<String, Object> place(Location location) {
      String file = presentation.file(location);
      return Map.of(
          "path",
          file.isEmpty() ? NO_FILE : Printable.of(file),
          "lines",
          Map.of("begin", Math.max(1, location.line())));
    }
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "blocker";
      case HIGH -> "critical";
      case MEDIUM -> "major";
      case LOW -> "minor";
    };
  }
}
