package dev.seaworthy.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
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
