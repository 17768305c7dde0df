package dev.seaworthy.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How the tests of a folder of policies went, by bundle. */
final class TestTally {
  /** One row of the table. */
  static final class Row {
    private int passed;
    private int failed;
    private int skipped;
    private int covered;
    private int uncovered;

    int passed() {
      return passed;
    }

    int failed() {
      return failed;
    }

    int skipped() {
      return skipped;
    }

    /** Percent of the lines that tests reach; 0 where there is no line. */
    double coverage() {
      return covered == 0 ? 0 : 100.0 * covered / (covered + uncovered);
    }
  }

  private static final String TEST = "_test.rego";

  private final Map<String, Row> rows = new TreeMap<>();
  private final Row total = new Row();
  private final List<String> failures = new ArrayList<>();
  private final Map<String, Integer> runtimes = new TreeMap<>();

  /** Adds the tests, as {@code opa test --format json} lists them. */
  void addTests(JsonNode tests) {
    for (JsonNode test : tests) {
      String file = test.path("location").path("file").asText();
      boolean failed = test.path("fail").asBoolean() || test.has("error");
      boolean skipped = test.path("skip").asBoolean();
      for (Row row : List.of(row(file), total)) {
        row.failed += failed ? 1 : 0;
        row.skipped += skipped ? 1 : 0;
        row.passed += failed || skipped ? 0 : 1;
      }
      if (failed) {
        failures.add(
            "%s:%d  %s"
                .formatted(
                    file, test.path("location").path("row").asInt(), test.path("name").asText()));
      }
    }
  }

  /**
   * Adds how the same tests went in our own runtimes; what differs from OPA is a failure.
   *
   * @param tests as {@link #addTests} took them
   */
  void addOutcomes(List<RuntimeTests.Outcome> outcomes, JsonNode tests) {
    Map<String, Boolean> opa = new TreeMap<>();
    for (JsonNode test : tests) {
      boolean passed = !test.path("fail").asBoolean() && !test.has("error");
      // Bodies of one rule are one test here: it passes where any of them does.
      opa.merge(CompiledTests.entrypoint(test), passed, Boolean::logicalOr);
    }
    for (RuntimeTests.Outcome outcome : outcomes) {
      boolean passed = outcome.result() == RuntimeTests.Result.PASSED;
      runtimes.merge(outcome.runtime(), passed ? 1 : 0, Integer::sum);
      if (!passed && opa.getOrDefault(outcome.test(), true)) {
        String why = outcome.why().isEmpty() ? "" : ": " + outcome.why();
        failures.add(
            "%s  %s in %s%s"
                .formatted(
                    outcome.test(),
                    outcome.result().name().toLowerCase(Locale.ROOT),
                    outcome.runtime(),
                    why));
      } else if (passed && !opa.getOrDefault(outcome.test(), true)) {
        failures.add(
            "%s  passed in %s, but not in OPA".formatted(outcome.test(), outcome.runtime()));
      }
    }
  }

  /** How many tests passed in each of our own runtimes. */
  Map<String, Integer> runtimes() {
    return runtimes;
  }

  /** Adds the coverage of the policies; that of the tests themselves says nothing. */
  void addCoverage(JsonNode coverage) {
    for (Map.Entry<String, JsonNode> file : coverage.path("files").properties()) {
      if (!file.getKey().endsWith(TEST)) {
        for (Row row : List.of(row(file.getKey()), total)) {
          row.covered += file.getValue().path("covered_lines").asInt();
          row.uncovered += file.getValue().path("not_covered_lines").asInt();
        }
      }
    }
  }

  Map<String, Row> rows() {
    return rows;
  }

  Row total() {
    return total;
  }

  /** {@code file:line name} of each test that failed. */
  List<String> failures() {
    return failures;
  }

  private Row row(String file) {
    int slash = file.indexOf('/');
    return rows.computeIfAbsent(slash < 0 ? "." : file.substring(0, slash), name -> new Row());
  }
}
