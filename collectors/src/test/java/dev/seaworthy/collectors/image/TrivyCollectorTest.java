package dev.seaworthy.collectors.image;

import static dev.seaworthy.collectors.image.Reports.content;
import static dev.seaworthy.collectors.image.Reports.entry;
import static dev.seaworthy.collectors.image.Reports.evidence;
import static dev.seaworthy.collectors.image.Reports.report;
import static dev.seaworthy.collectors.image.Reports.result;
import static dev.seaworthy.collectors.image.Reports.results;
import static dev.seaworthy.collectors.image.Reports.vulnerabilities;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrivyCollectorTest {
  private static final String DIGEST =
      "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  private static final String OTHER =
      "sha256:1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  @Test
  void aCleanReportHasNoResults() {
    assertThat(evidence(report("")).content())
        .hasToString(
            """
            {"artifactType":"container_image","classes":[],"counts":{"reported":0,"vulnerabilities":\
            {"CRITICAL":0,"HIGH":0,"LOW":0,"MEDIUM":0,"UNKNOWN":0}},"image":{"digests":[],"name":"app:1",\
            "tags":[]},"licenses":[],"misconfigurations":[],"scanner":{"name":"trivy"},"schemaVersion":2,\
            "secrets":[],"suppressed":[],"vulnerabilities":[]}""");
  }

  @ParameterizedTest(name = "{0} is about an {1}")
  @CsvSource({
    "container_image, Image",
    "filesystem, Artifact",
    "rootfs, Artifact",
    "repository, Artifact",
    "cyclonedx, Artifact",
    "spdx, Artifact",
    "vm, Artifact"
  })
  void theArtifactTypeDecidesTheSubject(String type, String kind) {
    Evidence evidence = evidence(report("").replace("container_image", type));
    assertThat(evidence.subject()).isEqualTo(Subject.of(kind, "app:1"));
    assertThat(evidence.content().node().path("artifactType").asText()).isEqualTo(type);
  }

  @Test
  void oneVulnerabilityInTwoTargetsIsKeptOnceWithBoth() {
    JsonNode content =
        content(
            results(
                vulnerabilities("a", entry("CVE-1", "LOW", "\"VendorSeverity\": {\"nvd\": 2}")),
                vulnerabilities(
                    "b", entry("CVE-1", "HIGH", "\"VendorSeverity\": {\"nvd\": 4, \"ghsa\": 3}"))));
    JsonNode one = content.path("vulnerabilities").path(0);
    assertThat(content.path("vulnerabilities")).hasSize(1);
    assertThat(one.path("targets")).hasToString("[\"a\",\"b\"]");
    assertThat(one.path("severity").asText()).isEqualTo("HIGH");
    assertThat(one.path("severities")).hasToString("{\"ghsa\":\"HIGH\",\"nvd\":\"CRITICAL\"}");
    assertThat(content.path("counts").path("reported").asInt()).isEqualTo(2);
    assertThat(content.path("counts").path("vulnerabilities").path("HIGH").asInt()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0} against {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"PkgPath\": \"a\" | \"PkgPath\": \"b\" | 2",
        "\"PkgPath\": \"a\" | \"PkgPath\": \"a\" | 1",
        "\"PkgIdentifier\": {\"PURL\": \"p\"} | \"PkgIdentifier\": {\"PURL\": \"q\"} | 2",
        "\"PkgIdentifier\": {\"PURL\": \"p\"} | \"PkgIdentifier\": {\"PURL\": \"p\"} | 1",
        "\"Status\": \"affected\" | \"Status\": \"fixed\" | 1",
      })
  void whatMakesTwoEntriesOneVulnerability(String first, String second, int count) {
    String json =
        results(vulnerabilities("t", entry("CVE-1", "LOW", first), entry("CVE-1", "LOW", second)));
    assertThat(content(json).path("vulnerabilities")).hasSize(count);
  }

  @Test
  void aFixThatOneEntryKnowsIsKept() {
    JsonNode one =
        content(
                results(
                    vulnerabilities(
                        "t",
                        entry("CVE-1", "LOW", "\"Status\": \"affected\""),
                        entry("CVE-1", "LOW", "\"Status\": \"fixed\", \"FixedVersion\": \"9\""))))
            .path("vulnerabilities")
            .path(0);
    assertThat(one.path("fixed").asText()).isEqualTo("9");
    assertThat(one.path("status").asText()).isEqualTo("fixed");
  }

  @Test
  void whatWillNotBeFixedHasNoFixedVersion() {
    JsonNode one =
        content(
                results(
                    vulnerabilities("t", entry("CVE-1", "LOW", "\"Status\": \"will_not_fix\""))))
            .path("vulnerabilities")
            .path(0);
    assertThat(one.has("fixed")).isFalse();
    assertThat(one.path("status").asText()).isEqualTo("will_not_fix");
  }

  @ParameterizedTest(name = "`{0}` counts as {1}")
  @CsvSource({"CRITICAL,CRITICAL", "critical,CRITICAL", "NEGLIGIBLE,UNKNOWN", "'',UNKNOWN"})
  void severities(String written, String read) {
    assertThat(
            content(results(vulnerabilities("t", entry("CVE-1", written, ""))))
                .at("/vulnerabilities/0/severity")
                .asText())
        .isEqualTo(read);
  }

  @Test
  void theTargetMayStandAfterItsFindings() {
    JsonNode content =
        content(
            results(
                """
                {"Class": "secret", "Secrets": [{"RuleID": "key"}], "Target": "/app/id_rsa"}"""));
    assertThat(content.at("/secrets/0/target").asText()).isEqualTo("/app/id_rsa");
  }

  @Test
  void theTextOfASecretStaysBehind() {
    String json =
        results(
            result(
                "/env",
                "secret",
                """
                "Secrets": [{"RuleID": "aws", "Category": "AWS", "Severity": "CRITICAL", "Title": "AWS key",
                  "StartLine": 3, "Match": "id=AKIAHIDDEN", "Code": {"Lines": [{"Content": "AKIAHIDDEN"}]}}],
                "ExperimentalModifiedFindings": [{"Type": "secret", "Status": "ignored",
                  "Finding": {"RuleID": "aws", "Match": "AKIAHIDDEN"}}]"""));
    assertThat(evidence(json).content().toString()).doesNotContain("HIDDEN");
    assertThat(content(json).path("secrets"))
        .hasToString(
            """
            [{"category":"AWS","rule":"aws","severity":"CRITICAL","startLine":3,"target":"/env","title":"AWS key"}]""");
    assertThat(content(json).at("/suppressed/0/id").asText()).isEqualTo("aws");
  }

  @Test
  void misconfigurationsLicensesAndSuppressedFindings() {
    JsonNode content =
        content(
            results(
                result(
                    "Dockerfile",
                    "config",
                    """
                    "Misconfigurations": [{"ID": "DS-1", "AVDID": "AVD-DS-1", "Title": "root", "Severity": "HIGH", "Status": "FAIL",
                      "CauseMetadata": {"Code": {"Lines": null}}}],
                    "Licenses": [{"Severity": "HIGH", "Category": "restricted", "PkgName": "bash", "Name": "GPL-3.0"}],
                    "ExperimentalModifiedFindings": [{"Type": "vulnerability", "Status": "not_affected", "Statement": "not called",
                      "Source": "vex.json", "Finding": {"VulnerabilityID": "CVE-1", "PkgName": "lodash", "Severity": "LOW"}}]""")));
    assertThat(content.path("misconfigurations"))
        .hasToString(
            """
            [{"id":"DS-1","severity":"HIGH","status":"FAIL","target":"Dockerfile","title":"root"}]""");
    assertThat(content.path("licenses"))
        .hasToString(
            """
            [{"category":"restricted","name":"GPL-3.0","package":"bash","severity":"HIGH"}]""");
    assertThat(content.path("suppressed"))
        .hasToString(
            """
            [{"id":"CVE-1","package":"lodash","severity":"LOW","source":"vex.json","statement":"not called",\
            "status":"not_affected","type":"vulnerability"}]""");
    assertThat(content.path("classes")).hasToString("[\"config\"]");
  }

  @Test
  void checksThatPassedAreCountedOverAllResults() {
    JsonNode counts =
        content(
                results(
                    result(
                        "Dockerfile",
                        "config",
                        "\"MisconfSummary\": {\"Successes\": 26, \"Failures\": 1}"),
                    result(
                        "main.tf",
                        "config",
                        "\"MisconfSummary\": {\"Successes\": 4, \"Failures\": 0, \"Exceptions\": 2}"),
                    result("app", "config", "\"MisconfSummary\": null")))
            .path("counts");
    assertThat(counts.path("checks"))
        .hasToString("{\"exceptions\":2,\"failures\":1,\"successes\":30}");
  }

  @Test
  void metadataOfAnImage() {
    JsonNode content =
        content(
            report(
                """
                "CreatedAt": "2026-11-24T04:24:11.497384019+01:00", "Trivy": {"Version": "0.69.3"},
                "Metadata": {"OS": {"Family": "debian", "Name": "9", "EOSL": true},
                  "RepoTags": ["app:1"], "RepoDigests": ["app@%s", "mirror/app@%s"],
                  "ImageConfig": {"created": "2026-11-20T09:12:44Z",
                    "config": {"User": "10001", "Entrypoint": ["/app"], "Env": ["TOKEN=hidden"]}}}"""
                    .formatted(DIGEST, DIGEST)));
    assertThat(content.path("scannedAt").asLong()).isEqualTo(1_795_490_651L);
    assertThat(content.path("scanner")).hasToString("{\"name\":\"trivy\",\"version\":\"0.69.3\"}");
    assertThat(content.path("os"))
        .hasToString("{\"endOfSupport\":true,\"family\":\"debian\",\"name\":\"9\"}");
    assertThat(content.path("image").path("digest").asText()).isEqualTo(DIGEST);
    assertThat(content.path("config"))
        .hasToString("{\"created\":1795165964,\"entrypoint\":[\"/app\"],\"user\":\"10001\"}");
  }

  @ParameterizedTest(name = "RepoDigests {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "null",
        "[]",
        "[\"app@sha256:abc\"]",
        "[\"app@" + DIGEST + "\", \"b@" + OTHER + "\"]"
      })
  void onlyASingleDigestIsTheDigest(String digests) {
    JsonNode image =
        content(report("\"Metadata\": {\"RepoDigests\": " + digests + "}")).path("image");
    assertThat(image.has("digest")).isFalse();
  }

  @Test
  void goWritesTheZeroTimeForNone() {
    JsonNode content =
        content(
            report(
                """
                "CreatedAt": "0001-01-01T00:00:00Z", "Metadata": {"ImageConfig": {"created": "0001-01-01T00:00:00Z", "config": {}}}"""));
    assertThat(content.has("scannedAt")).isFalse();
    assertThat(content.path("config")).hasToString("{\"user\":\"\"}");
  }

  @Test
  void theOldArrayIsNamedAfterItsTarget() {
    Evidence evidence =
        evidence(
            """
            [{"Target": "app/yarn.lock", "Type": "yarn", "Vulnerabilities": null},
             {"Target": "alpine:3.10 (alpine 3.10.2)", "Type": "alpine",
              "Vulnerabilities": [{"VulnerabilityID": "CVE-1", "PkgName": "musl", "Severity": "HIGH", "FixedVersion": "2"}]}]""");
    JsonNode content = evidence.content().node();
    assertThat(evidence.subject()).isEqualTo(Subject.of("Image", "alpine:3.10"));
    assertThat(content.path("schemaVersion").asInt()).isEqualTo(1);
    assertThat(content.path("classes")).hasToString("[\"lang-pkgs\",\"os-pkgs\"]");
    assertThat(content.at("/vulnerabilities/0/status").asText()).isEqualTo("fixed");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "[{\"Packages\": [{}], \"Target\": \"a\"}] | true",
        "[{\"name\": \"a\"}] | false",
        "[] | false",
        "[1] | false",
        "[{ | false",
      })
  void onlyArraysOfTargetsAreOldReports(String json, boolean recognised) {
    Document document = Reports.document(json);
    assertThat(new TrivyCollector().recognises(document)).isEqualTo(recognised);
  }

  @Test
  void findingsPointAtKeysOfTheRoot() {
    Evidence evidence =
        evidence("{\n  \"SchemaVersion\": 2,\n  \"ArtifactName\": \"a\",\n  \"CreatedAt\": null}");
    assertThat(evidence.locations().locate(JsonPath.of("CreatedAt")).line()).isEqualTo(4);
    assertThat(evidence.locations().locate(JsonPath.ROOT).line()).isEqualTo(1);
    assertThat(evidence.locations().locate(JsonPath.of("Results", 0)).line()).isEqualTo(1);
  }
}
