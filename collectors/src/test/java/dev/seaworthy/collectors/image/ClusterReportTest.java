package dev.seaworthy.collectors.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Observation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterReportTest {
  private static final String DIGEST =
      "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  private static final String METADATA =
      "{\"RepoTags\": [\"app:1\"], \"RepoDigests\": [\"app@" + DIGEST + "\"]}";

  @ParameterizedTest(name = "under {0}")
  @ValueSource(strings = {"Resources", "Findings", "Vulnerabilities"})
  void anImageThatTwoResourcesRunIsOneScan(String key) {
    List<Observation> all =
        read(
            key,
            resource("web", METADATA, scan("CVE-1")),
            resource("job", METADATA, scan("CVE-1")));
    assertThat(all).hasSize(1);
    Evidence evidence = (Evidence) all.get(0);
    JsonNode content = evidence.content().node();
    assertThat(evidence.kind()).isEqualTo("image/scan");
    assertThat(evidence.subject()).hasToString("Image app:1");
    assertThat(content.at("/image/digest").asText()).isEqualTo(DIGEST);
    assertThat(content.path("vulnerabilities")).hasSize(1);
    assertThat(content.at("/counts/reported").asInt()).isEqualTo(2);
    assertThat(content.path("cluster").asText()).isEqualTo("harbor");
    assertThat(content.path("resources"))
        .hasToString(
            """
            [{"kind":"Deployment","name":"job","namespace":"erp"},\
            {"kind":"Deployment","name":"web","namespace":"erp"}]""");
  }

  @Test
  void metadataMayBeAListOfOneForEachImage() {
    assertThat(names(resource("web", "[" + METADATA + "]", scan("CVE-1"))))
        .containsExactly("image/scan Image app:1");
    assertThat(names(resource("web", "[" + METADATA + ", " + METADATA + "]", scan("CVE-1"))))
        .containsExactly("image/scan Image Deployment erp/web");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"{}", "{\"ImageConfig\": {\"os\": \"\", \"config\": {}}}"})
  void metadataOfNoImageIsNotOneMoreOfThem(String none) {
    Evidence scan =
        (Evidence)
            read("Findings", resource("web", "[" + none + ", " + METADATA + "]", scan("CVE-1")))
                .get(0);
    assertThat(scan.subject()).hasToString("Image app:1");
    assertThat(scan.content().node().at("/image/digest").asText()).isEqualTo(DIGEST);
    assertThat(scan.content().node().has("config")).isFalse();
  }

  @Test
  void ofTwoImagesScannedAsOneNeitherTellsItsUserAndSupportEndsForBoth() {
    String ended =
        "{\"ImageID\": \"a\", \"OS\": {\"Family\": \"alpine\", \"Name\": \"3.10\", \"EOSL\": true},"
            + " \"ImageConfig\": {\"config\": {\"User\": \"1\"}}}";
    String later =
        "{\"ImageID\": \"b\", \"OS\": {\"Family\": \"debian\", \"Name\": \"12\"},"
            + " \"ImageConfig\": {\"config\": {\"User\": \"2\"}}}";
    for (String both : List.of(ended + ", " + later, later + ", " + ended)) {
      JsonNode content =
          ((Evidence) read("Findings", resource("web", "[" + both + "]", scan("CVE-1"))).get(0))
              .content()
              .node();
      assertThat(content.has("config")).isFalse();
      assertThat(content.at("/os/endOfSupport").asBoolean()).isTrue();
      assertThat(content.at("/os/name").asText()).isEqualTo("3.10");
    }
  }

  @Test
  void withoutMetadataTheTargetNamesTheImage() {
    assertThat(names(resource("web", "{}", scan("CVE-1"))))
        .containsExactly("image/scan Image app:1");
  }

  @Test
  void checksOfAResourceAreAnAuditBesideTheScanOfItsImage() {
    String checks =
        Reports.result(
            "Deployment/web",
            "config",
            """
            "MisconfSummary": {"Successes": 3, "Failures": 1},
            "Misconfigurations": [{"ID": "KSV001", "Severity": "MEDIUM", "Status": "FAIL"}]""");
    List<Observation> all = read("Findings", resource("web", METADATA, checks, scan("CVE-1")));
    assertThat(all).hasSize(2);
    Evidence audit = (Evidence) all.get(1);
    assertThat(audit.kind()).isEqualTo("image/audit");
    assertThat(audit.subject()).hasToString("Deployment erp/web");
    JsonNode content = audit.content().node();
    assertThat(content.at("/misconfigurations/0/id").asText()).isEqualTo("KSV001");
    assertThat(content.at("/counts/misconfigurations/MEDIUM").asInt()).isEqualTo(1);
    assertThat(content.at("/counts/checks/successes").asInt()).isEqualTo(3);
    assertThat(((Evidence) all.get(0)).content().node().path("classes"))
        .hasToString("[\"os-pkgs\"]");
  }

  @Test
  void aResourceThatTheScannerFailedAtIsAGap() {
    List<Observation> all =
        read("Resources", "{\"Kind\": \"Pod\", \"Name\": \"x\", \"Error\": \"no access\"}");
    assertThat(all).hasSize(1);
    assertThat(((Gap) all.get(0)).problem().code()).isEqualTo("SCAN_FAILED");
    assertThat(((Gap) all.get(0)).mayHide("image/scan")).isTrue();
    assertThat(((Gap) all.get(0)).location().column()).isGreaterThan(1);
  }

  @Test
  void aResourceWithoutNameIsAGapAndItsFindingsAreKept() {
    List<Observation> all =
        read("Resources", "{\"Kind\": \"Pod\", \"Results\": [" + scan("CVE-1") + "]}");
    assertThat(((Gap) all.get(0)).problem().message()).contains("does not name its resource");
    assertThat(((Evidence) all.get(1)).content().node().path("vulnerabilities")).hasSize(1);
  }

  private static List<String> names(String resource) {
    return read("Resources", resource).stream()
        .map(Evidence.class::cast)
        .map(one -> one.kind() + " " + one.subject())
        .toList();
  }

  private static List<Observation> read(String key, String... resources) {
    return Reports.all(
        "{\"ClusterName\": \"harbor\", \"%s\": [%s]}".formatted(key, String.join(",", resources)));
  }

  private static String resource(String name, String metadata, String... results) {
    return """
        {"Namespace": "erp", "Kind": "Deployment", "Name": "%s", "Metadata": %s, "Results": [%s]}"""
        .formatted(name, metadata, String.join(",", results));
  }

  private static String scan(String id) {
    return Reports.vulnerabilities("app:1 (debian 12)", Reports.entry(id, "HIGH", ""));
  }
}
