package dev.seaworthy.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/reference/coverage.md says of other tools' checks names real controls and rules. */
class CoverageTest {
  private static final Path ROOT = Path.of("..", "..");

  /** A control and its rules, as in {@code IMG-02 `mutable-tag` `no-tag`}. */
  private static final Pattern CLAIM =
      Pattern.compile("([A-Z0-9]{3}-\\d\\d)((?: `[^`]+`)+)(?:; |$)");

  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern ID = Pattern.compile("^#   id: (\\S+)$", Pattern.MULTILINE);
  private static final Pattern RULE = Pattern.compile("^#     (\\S[^:]*):$", Pattern.MULTILINE);

  /** One row: a check of another tool, and the third and fourth cell. */
  record Row(String check, String here, String note) {}

  record Named(String control, String rule) {}

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void aCheckHasARuleOrAReasonWhyNot(Row row) {
    assertThat(row.here().isEmpty() && row.note().isEmpty()).isFalse();
    assertThat(CLAIM.matcher(row.here()).replaceAll("")).isEmpty();
  }

  @Test
  void everyRuleThatIsNamedIsOne() throws IOException {
    Map<String, Set<String>> known = rules();
    List<String> unknown =
        rows().stream()
            .flatMap(row -> named(row.here()))
            .filter(one -> !known.getOrDefault(one.control(), Set.of()).contains(one.rule()))
            .map(one -> one.control() + " " + one.rule())
            .toList();
    assertThat(unknown).isEmpty();
  }

  @Test
  void theRowsAreFound() throws IOException {
    assertThat(rows()).hasSizeGreaterThan(150);
    assertThat(rows().stream().flatMap(row -> named(row.here()))).hasSizeGreaterThan(150);
  }

  static List<Row> rows() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/reference/coverage.md")).stream()
        .map(line -> line.split(" ?\\| ?", -1))
        .filter(
            cells -> cells.length == 6 && !cells[1].equals("check") && !cells[1].startsWith("--"))
        .map(cells -> new Row(cells[1], cells[3].strip(), cells[4].strip()))
        .toList();
  }

  /** The rules of each control, from the metadata of its source. */
  private static Map<String, Set<String>> rules() throws IOException {
    Map<String, Set<String>> rules = new TreeMap<>();
    try (Stream<Path> files = Files.walk(ROOT.resolve("policies"), 2)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".rego")).toList()) {
        String text = Files.readString(file);
        Matcher id = ID.matcher(text);
        if (id.find()) {
          Set<String> own = rules.computeIfAbsent(id.group(1), key -> new TreeSet<>());
          RULE.matcher(text).results().forEach(rule -> own.add(rule.group(1)));
        }
      }
    }
    return rules;
  }

  /** The rules that a cell names. */
  private static Stream<Named> named(String here) {
    return CLAIM
        .matcher(here)
        .results()
        .flatMap(
            claim ->
                QUOTED
                    .matcher(claim.group(2))
                    .results()
                    .map(rule -> new Named(claim.group(1), rule.group(1))));
  }
}
