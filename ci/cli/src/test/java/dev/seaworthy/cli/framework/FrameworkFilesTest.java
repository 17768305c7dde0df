package dev.seaworthy.cli.framework;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.seaworthy.cli.Bench;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.framework.Framework;
import dev.seaworthy.engine.policy.framework.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the files of frameworks to their schema, to the bundles, and to what their publishers
 * number.
 */
class FrameworkFilesTest {
  private static final Path FOLDER = Path.of("..", "..", "policies", "frameworks");
  private static final Path PAGE = Path.of("..", "..", "docs", "reference", "controls.md");
  private static final Pattern CONTROL =
      Pattern.compile("^\\| ([A-Z0-9]+-\\d\\d) ", Pattern.MULTILINE);

  static List<String> names() {
    return Frameworks.NAMES;
  }

  @ParameterizedTest
  @MethodSource("names")
  void aFileFitsThePublishedSchema(String name) throws IOException {
    var schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(StrictJson.parse(Files.readAllBytes(FOLDER.resolve("schema.json"))));
    var file = StrictJson.parse(Files.readAllBytes(FOLDER.resolve(name + ".json")));
    assertThat(schema.validate(file)).isEmpty();
    assertThat(file.path("name").asText()).isEqualTo(name);
  }

  @Test
  void everyFileIsListed() throws IOException {
    try (var files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()).toList())
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(
                      Frameworks.NAMES.stream().map(name -> name + ".json"),
                      Stream.of("schema.json"))
                  .toList());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyControlThatCountsIsInABundleAndEveryOtherIsYetToCome(String name)
      throws IOException, PolicyException {
    Set<String> judged = controls().stream().map(Control::id).collect(Collectors.toSet());
    Set<String> yetToCome =
        CONTROL
            .matcher(Files.readString(PAGE))
            .results()
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    yetToCome.removeAll(judged);
    Framework framework = Frameworks.named(name).orElseThrow();
    assertThat(framework.requirements().stream().flatMap(Requirement::controls)).isSubsetOf(judged);
    assertThat(framework.requirements().stream().flatMap(one -> one.notYet().stream()))
        .isSubsetOf(yetToCome);
  }

  @Test
  void everyControlBearsOnSomething() throws PolicyException {
    assertThat(controls())
        .allMatch(one -> Frameworks.all().stream().anyMatch(any -> !any.of(one.id()).isEmpty()));
  }

  /** A bundle's own metadata may say less than the file, and nothing else. */
  @Test
  void whatTheBundlesSayOfNistIsInTheFile() throws PolicyException {
    for (Control control : controls()) {
      assertThat(Mappings.of(control).get("nist-800-53r5"))
          .as(control.id())
          .containsAll(control.mappings().getOrDefault("nist-800-53r5", List.of()));
    }
  }

  /** Of release 5.1.1: controls that are not withdrawn. */
  @Test
  void everyBaseControlOfNistIsListed() {
    assertThat(counts("nist-800-53r5", "^([A-Z]{2})-\\d+$"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("AC", 23L),
                Map.entry("AT", 5L),
                Map.entry("AU", 15L),
                Map.entry("CA", 8L),
                Map.entry("CM", 14L),
                Map.entry("CP", 12L),
                Map.entry("IA", 13L),
                Map.entry("IR", 9L),
                Map.entry("MA", 7L),
                Map.entry("MP", 8L),
                Map.entry("PE", 22L),
                Map.entry("PL", 8L),
                Map.entry("PM", 32L),
                Map.entry("PS", 9L),
                Map.entry("PT", 8L),
                Map.entry("RA", 9L),
                Map.entry("SA", 16L),
                Map.entry("SC", 47L),
                Map.entry("SI", 22L),
                Map.entry("SR", 12L)));
  }

  @ParameterizedTest(name = "{0}: {2} requirements in {1}")
  @CsvSource({
    "iso-27001, 5, 37",
    "iso-27001, 6, 8",
    "iso-27001, 7, 14",
    "iso-27001, 8, 34",
    "soc2, CC, 33",
    "soc2, A, 3",
    "soc2, C, 2",
    "soc2, PI, 5",
    "soc2, P, 18",
    "cis-kubernetes, 1, 60",
    "cis-kubernetes, 2, 7",
    "cis-kubernetes, 3, 5",
    "cis-kubernetes, 4, 25",
    "cis-kubernetes, 5, 34",
    "nis2, 21, 13",
  })
  void aPartIsListedWhole(String name, String part, long count) {
    assertThat(counts(name, "^([A-Z]+|\\d+)[0-9.()a-z]*$")).containsEntry(part, count);
  }

  private static Map<String, Long> counts(String name, String pattern) {
    Pattern id = Pattern.compile(pattern);
    return Frameworks.named(name).orElseThrow().requirements().stream()
        .flatMap(one -> id.matcher(one.id()).results())
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.groupingBy(part -> part, TreeMap::new, Collectors.counting()));
  }

  private static List<Control> controls() throws PolicyException {
    return new Bench()
        .realSetup().library().get().bundles().stream()
            .map(PolicyBundle::controls)
            .flatMap(List::stream)
            .toList();
  }
}
