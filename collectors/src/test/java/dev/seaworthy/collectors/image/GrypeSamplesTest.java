package dev.seaworthy.collectors.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the collector to what the real Grype writes. */
class GrypeSamplesTest {
  private static final Path SAMPLES = Path.of("../fixtures/scans");

  @TempDir Path temp;

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource({"image, Image, app.tar, 4, 0", "dir, Target, ., 5, 0", "ignored, Target, ., 3, 2"})
  void noFindingIsLost(String name, String kind, String subject, int matches, int ignored)
      throws IOException {
    Evidence evidence = evidence(name);
    JsonNode content = evidence.content().node();
    assertThat(evidence.subject().name()).isEqualTo(subject);
    assertThat(content.at("/scanner/name").asText()).isEqualTo("grype");
    assertThat(content.path("vulnerabilities")).hasSize(matches);
    assertThat(content.at("/counts/reported").asInt()).isEqualTo(matches);
    assertThat(content.path("suppressed")).hasSize(ignored);
    assertThat(severities(content)).isEqualTo(counted(StrictJson.parse(bytes(name))));
  }

  /** Over the tree of the report itself. */
  private static Map<String, Long> counted(JsonNode report) {
    return report
        .path("matches")
        .valueStream()
        .map(one -> one.at("/vulnerability/severity").asText().toUpperCase(java.util.Locale.ROOT))
        .map(word -> word.equals("NEGLIGIBLE") ? "LOW" : word)
        .collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()));
  }

  private static Map<String, Long> severities(JsonNode content) {
    return content
        .path("vulnerabilities")
        .valueStream()
        .collect(
            Collectors.groupingBy(
                one -> one.path("severity").asText(), TreeMap::new, Collectors.counting()));
  }

  @Test
  void anImageTellsItsNamesSystemAndConfiguration() throws IOException {
    JsonNode content = evidence("image").content().node();
    assertThat(content.at("/image/tags")).hasToString("[\"registry.example/app:1\"]");
    assertThat(content.at("/image/digests")).isEmpty();
    assertThat(content.path("os"))
        .hasToString("{\"endOfSupport\":false,\"family\":\"debian\",\"name\":\"12.7\"}");
    assertThat(content.at("/config/user").asText()).isEqualTo("root");
    assertThat(content.at("/config/steps").asInt()).isEqualTo(1);
    assertThat(content.path("classes")).hasToString("[\"lang-pkgs\",\"os-pkgs\"]");
  }

  @Test
  void aCveIsToldWithWhatEachSourceSays() throws IOException {
    JsonNode openssl = vulnerability(evidence("image"), "CVE-2090-1001");
    assertThat(openssl.path("severities"))
        .hasToString("{\"debian\":\"HIGH\",\"nvd\":\"CRITICAL\"}");
    assertThat(openssl.path("fixed").asText()).isEqualTo("3.0.14-1");
    assertThat(openssl.at("/cvss/nvd/v3Score").asDouble()).isEqualTo(9.8);
    JsonNode lodash = vulnerability(evidence("dir"), "CVE-2090-2001");
    assertThat(lodash.path("alias").asText()).isEqualTo("GHSA-aaaa-bbbb-cccc");
    assertThat(lodash.path("path").asText()).isEqualTo("app/package-lock.json");
    assertThat(vulnerability(evidence("dir"), "CVE-2090-1003").path("status").asText())
        .isEqualTo("will_not_fix");
  }

  @Test
  void whatGrypeWasToldToIgnoreKeepsItsReason() throws IOException {
    JsonNode suppressed = evidence("ignored").content().node().path("suppressed");
    assertThat(suppressed.valueStream().map(one -> one.path("id").asText()))
        .containsExactlyInAnyOrder("CVE-2090-1003", "CVE-2090-2002");
    assertThat(suppressed.toString()).contains("not reachable, until the next image");
  }

  @ParameterizedTest(name = "configuration {0}")
  @CsvSource({"'***'", "bm8ganNvbg==", "W10=", "eyJjb25maWciOiAzfQ=="})
  void aConfigurationOfAnotherFormIsUnknown(String config) throws IOException {
    String report = new String(bytes("image"), StandardCharsets.UTF_8);
    String own = StrictJson.parse(bytes("image")).at("/source/target/config").asText();
    assertThat(new String(Base64.getDecoder().decode(own), StandardCharsets.UTF_8))
        .contains("root");
    Snapshot snapshot = Folder.at(temp).write("scan.json", report.replace(own, config)).gather();
    assertThat(Folder.gaps(snapshot)).isEmpty();
    JsonNode content = snapshot.ofKind("image/scan").get(0).content().node();
    assertThat(content.has("config")).isFalse();
    assertThat(content.path("vulnerabilities")).hasSize(4);
  }

  @Test
  void aConfigurationOfAnyLengthCostsNothing() throws IOException {
    String report = new String(bytes("image"), StandardCharsets.UTF_8);
    String own = StrictJson.parse(bytes("image")).at("/source/target/config").asText();
    String longer = report.replace(own, "A".repeat(5_000_000));
    Snapshot snapshot = Folder.at(temp).write("scan.json", longer).gather();
    assertThat(Folder.gaps(snapshot)).isEmpty();
    assertThat(snapshot.ofKind("image/scan")).hasSize(1);
  }

  private static JsonNode vulnerability(Evidence scan, String id) {
    return scan.content()
        .node()
        .path("vulnerabilities")
        .valueStream()
        .filter(one -> one.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private Evidence evidence(String name) throws IOException {
    Snapshot snapshot = Folder.at(temp).write(name + ".json", bytes(name)).gather();
    assertThat(Folder.gaps(snapshot)).isEmpty();
    return snapshot.ofKind("image/scan").stream()
        .filter(one -> one.source().file().equals(name + ".json"))
        .findFirst()
        .orElseThrow();
  }

  private static byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(SAMPLES.resolve("grype-" + name + ".json"));
  }
}
