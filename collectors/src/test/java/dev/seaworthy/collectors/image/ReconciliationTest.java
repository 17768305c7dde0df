package dev.seaworthy.collectors.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.json.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Counts the findings of real reports a second time, over the whole tree, and compares. Some
 * reports live beside the repository and are not part of it.
 */
class ReconciliationTest {
  private static final Path REPORTS =
      Path.of(System.getProperty("repository.root", "."), "..", "shared", "oracles").normalize();
  private static final List<String> LEVELS =
      List.of("UNKNOWN", "LOW", "MEDIUM", "HIGH", "CRITICAL");

  private static final Path SAMPLES = Path.of("../fixtures/scans");

  /** What Trivy 0.69.3 wrote of one small image, its files and their repository. */
  @TestFactory
  Stream<DynamicTest> totalsOfSamplesAgree() {
    return files(SAMPLES, ".json")
        .filter(file -> parse(file).path("SchemaVersion").asInt() == 2)
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
  }

  @TestFactory
  Stream<DynamicTest> totalsPerClassAndSeverityAgree() {
    assumeTrue(Files.isDirectory(REPORTS), () -> "there are no reports beside the repository");
    return Stream.concat(
            files(REPORTS.resolve("trivy"), ".golden"), files(REPORTS.resolve("live"), ".json"))
        .filter(file -> parse(file).path("SchemaVersion").asInt() == 2)
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
  }

  private static void compare(Path file) throws IOException {
    Evidence evidence = Reports.evidence(Files.readString(file));
    JsonNode content = evidence.content().node();
    JsonNode report = parse(file);
    assertThat(perClassAndSeverity(content)).isEqualTo(counted(report));
    assertThat(content.at("/counts/reported").asLong())
        .isEqualTo(items(report, "Vulnerabilities").count());
    assertThat(severities(content.path("secrets").valueStream()))
        .isEqualTo(severities(items(report, "Secrets")));
    assertThat(severities(content.path("misconfigurations").valueStream()))
        .isEqualTo(severities(items(report, "Misconfigurations")));
    assertThat(severities(content.path("licenses").valueStream()))
        .isEqualTo(severities(items(report, "Licenses")));
    assertThat(severities(content.path("suppressed").valueStream()))
        .isEqualTo(
            severities(
                items(report, "ExperimentalModifiedFindings").map(one -> one.path("Finding"))));
    for (String outcome : List.of("Successes", "Failures", "Exceptions")) {
      assertThat(content.at("/counts/checks").path(outcome.toLowerCase(Locale.ROOT)).asLong())
          .as(outcome)
          .isEqualTo(checks(report, outcome));
    }
    assertThat(evidence.subject().name()).isEqualTo(report.path("ArtifactName").asText());
  }

  private static Map<String, Integer> perClassAndSeverity(JsonNode content) {
    Map<String, Integer> totals = new TreeMap<>();
    content
        .path("vulnerabilities")
        .forEach(
            one ->
                totals.merge(
                    one.path("class").asText() + " " + one.path("severity").asText(),
                    1,
                    Integer::sum));
    return totals;
  }

  private static Map<String, Long> severities(Stream<JsonNode> findings) {
    return findings.collect(
        Collectors.groupingBy(
            one -> one.path("Severity").asText(one.path("severity").asText("UNKNOWN")),
            TreeMap::new,
            Collectors.counting()));
  }

  private static long checks(JsonNode report, String outcome) {
    return report
        .path("Results")
        .valueStream()
        .mapToLong(one -> one.path("MisconfSummary").path(outcome).asLong())
        .sum();
  }

  private static Map<String, Integer> counted(JsonNode report) {
    Map<List<String>, String> distinct = new HashMap<>();
    for (JsonNode result : report.path("Results")) {
      for (JsonNode one : result.path("Vulnerabilities")) {
        List<String> identity =
            List.of(
                one.path("VulnerabilityID").asText(),
                one.at("/PkgIdentifier/PURL")
                    .asText(one.path("PkgName").asText() + one.path("InstalledVersion").asText()),
                one.path("PkgPath").asText(),
                result.path("Class").asText());
        String severity = one.path("Severity").asText("UNKNOWN");
        distinct.merge(identity, severity, ReconciliationTest::worse);
      }
    }
    Map<String, Integer> totals = new TreeMap<>();
    distinct.forEach(
        (identity, severity) -> totals.merge(identity.get(3) + " " + severity, 1, Integer::sum));
    return totals;
  }

  private static String worse(String first, String second) {
    return LEVELS.indexOf(first) >= LEVELS.indexOf(second) ? first : second;
  }

  private static Stream<JsonNode> items(JsonNode report, String key) {
    return report.path("Results").valueStream().flatMap(one -> one.path(key).valueStream());
  }

  private static Stream<Path> files(Path folder, String suffix) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parse(Path file) {
    try {
      return StrictJson.parse(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
