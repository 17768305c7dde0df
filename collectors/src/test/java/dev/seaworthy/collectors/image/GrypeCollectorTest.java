package dev.seaworthy.collectors.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Reports after Grype's published JSON schema, version 16; {@link GrypeSamplesTest} has real ones.
 */
class GrypeCollectorTest {
  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

  @TempDir Path temp;

  @Test
  void aReportAboutAnImage() {
    Evidence evidence = evidence(report(debian("High", "")));
    JsonNode content = evidence.content().node();
    assertThat(evidence.subject()).hasToString("Image registry.example/app:1");
    assertThat(content.path("scanner")).hasToString("{\"name\":\"grype\",\"version\":\"0.90.0\"}");
    assertThat(content.path("scannedAt").asLong()).isEqualTo(1_767_312_000L);
    assertThat(content.has("schemaVersion")).isFalse();
    assertThat(content.at("/image/digest").asText()).isEqualTo(DIGEST);
    assertThat(content.path("os"))
        .hasToString("{\"endOfSupport\":false,\"family\":\"debian\",\"name\":\"12\"}");
    assertThat(content.path("classes")).hasToString("[\"os-pkgs\"]");
    assertThat(content.at("/counts/reported").asInt()).isEqualTo(1);
    assertThat(content.at("/counts/vulnerabilities/HIGH").asInt()).isEqualTo(1);
    assertThat(content.at("/vulnerabilities/0"))
        .hasToString(
            """
            {"class":"os-pkgs","cvss":{"nvd":{"v3Score":9.8,"v3Vector":"CVSS:3.1/AV:N"}},"fixed":"3.1",\
            "id":"CVE-1","installed":"3.0","package":"openssl","purl":"pkg:deb/debian/openssl@3.0",\
            "severities":{"debian":"HIGH","nvd":"CRITICAL"},"severity":"HIGH","status":"fixed",\
            "targets":["var/lib/dpkg/status"],"type":"deb"}""");
  }

  @Test
  void aCleanReportHasNoClasses() {
    JsonNode content = evidence(report("")).content().node();
    assertThat(content.path("vulnerabilities")).isEmpty();
    assertThat(content.path("classes")).isEmpty();
  }

  @Test
  void anAdvisoryIsCalledByTheCveItIsAbout() {
    String match = debian("High", "").replaceFirst("CVE-1", "GHSA-1").replace("\"deb\"", "\"npm\"");
    JsonNode one = evidence(report(match)).content().node().at("/vulnerabilities/0");
    assertThat(one.path("id").asText()).isEqualTo("CVE-1");
    assertThat(one.path("alias").asText()).isEqualTo("GHSA-1");
    assertThat(one.path("class").asText()).isEqualTo("lang-pkgs");
    assertThat(one.path("path").asText()).isEqualTo("var/lib/dpkg/status");
  }

  @Test
  void aStatementMayNameTheAdvisory() {
    String match = debian("High", "").replaceFirst("CVE-1", "GHSA-1");
    String statement = OpenVex.statement("GHSA-1", "pkg:deb/debian/openssl", "fixed", "\"x\": 1");
    Snapshot snapshot =
        Folder.at(temp)
            .write("scan.json", report(match))
            .write("vex.json", OpenVex.document("2026-01-02T00:00:00Z", statement))
            .gather();
    assertThat(snapshot.ofKind("image/scan").get(0).content().node().path("suppressed")).hasSize(1);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "Critical, CRITICAL",
    "High, HIGH",
    "Medium, MEDIUM",
    "Low, LOW",
    "Negligible, LOW",
    "Unknown, UNKNOWN",
    "'', UNKNOWN"
  })
  void severities(String word, String severity) {
    assertThat(
            evidence(report(debian(word, ""))).content().node().at("/vulnerabilities/0/severity"))
        .hasToString("\"" + severity + "\"");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({"fixed, fixed", "not-fixed, affected", "wont-fix, will_not_fix", "unknown, fixed"})
  void statesOfFixes(String state, String status) {
    String json =
        report(debian("High", "")).replace("\"state\": \"fixed\"", "\"state\": \"" + state + "\"");
    assertThat(evidence(json).content().node().at("/vulnerabilities/0/status").asText())
        .isEqualTo(status);
  }

  @Test
  void whatGrypeWasToldToLeaveOutIsSuppressed() {
    String ignored =
        "\"ignoredMatches\": [%s, %s],"
            .formatted(
                debian(
                    "Low",
                    ", \"appliedIgnoreRules\": [{\"vulnerability\": \"CVE-1\", \"reason\": \"no\"}]"),
                debian(
                    "Low",
                    ", \"appliedIgnoreRules\": [{\"vex-status\": \"not_affected\", \"vex-justification\": \"why\"}]"));
    JsonNode suppressed =
        evidence(report("").replace("\"distro\"", ignored + "\"distro\""))
            .content()
            .node()
            .path("suppressed");
    assertThat(suppressed)
        .hasToString(
            """
            [{"id":"CVE-1","package":"openssl","severity":"LOW","statement":"no","status":"ignored","type":"vulnerability"},\
            {"id":"CVE-1","package":"openssl","severity":"LOW","statement":"why","status":"not_affected","type":"vulnerability"}]""");
  }

  @Test
  void aFolderIsAnArtifact() {
    String json =
        report("")
            .replaceFirst(
                "\"type\": \"image\", \"target\": \\{[^}]*}",
                "\"type\": \"directory\", \"target\": \"src\"");
    assertThat(evidence(json).subject()).hasToString("Artifact src");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"matches\": {}, \"source\": {\"target\": \"a\"}} | `/matches` is not a list",
        "{\"matches\": [7], \"source\": {\"target\": \"a\"}} | `/matches/0` is not an object",
        "{\"matches\": [{}], \"source\": {\"target\": \"a\"}} | `/matches/0` has no `vulnerability.id`",
        "{\"matches\": [], \"matches\": [], \"source\": {\"target\": \"a\"}} | `/matches` stands there twice; the first counts",
        "{\"matches\": [], \"source\": {\"target\": \"a\"}, \"descriptor\": {\"timestamp\": \"soon\"}} | `/descriptor/timestamp` is not a time",
        "{\"matches\": []} | the report does not name what was scanned",
        "{\"matches\": [], \"source\": {\"target\": \"a\"}} {} | the report is followed by a second value",
      })
  void faultsAreGaps(String json, String reason) {
    assertThat(Folder.at(temp).write("scan.json", json).gather().gaps())
        .extracting(gap -> gap.problem().message())
        .contains("`scan.json` is no whole Grype report: " + reason);
  }

  @Test
  void whatATruncatedReportFoundIsNotLostIfItNamesItsImageFirst() {
    String json = report(debian("High", ""));
    String sorted =
        json.substring(0, json.length() - 1)
            .replaceFirst("\\{\"matches\"", "{\"source\": {\"target\": \"a\"}, \"matches\"");
    Snapshot snapshot = Folder.at(temp).write("scan.json", sorted).gather();
    assertThat(snapshot.gaps()).allMatch(gap -> gap.mayHide("image/scan"));
    assertThat(snapshot.gaps()).isNotEmpty();
    assertThat(snapshot.ofKind("image/scan").get(0).content().node().path("vulnerabilities"))
        .hasSize(1);
  }

  private Evidence evidence(String json) {
    Snapshot snapshot = Folder.at(temp).write("scan.json", json).gather();
    assertThat(snapshot.gaps()).isEmpty();
    return snapshot.ofKind("image/scan").get(0);
  }

  private static String report(String matches) {
    return """
        {"matches": [%s],
         "source": {"type": "image", "target": {"userInput": "registry.example/app:1", "tags": ["registry.example/app:1"],
           "repoDigests": ["registry.example/app@%s"], "manifestDigest": "sha256:00"}},
         "distro": {"name": "debian", "version": "12", "idLike": []},
         "descriptor": {"name": "grype", "version": "0.90.0", "timestamp": "2026-01-02T00:00:00Z"}}"""
        .formatted(matches, DIGEST);
  }

  private static String debian(String severity, String more) {
    return """
        {"vulnerability": {"id": "CVE-1", "namespace": "debian:distro:debian:12", "severity": "%s",
          "description": "long", "cvss": [], "fix": {"versions": ["3.1"], "state": "fixed"}},
         "relatedVulnerabilities": [{"id": "CVE-1", "namespace": "nvd:cpe", "severity": "Critical",
           "cvss": [{"version": "3.1", "vector": "CVSS:3.1/AV:N", "metrics": {"baseScore": 9.8}}]}],
         "matchDetails": [], "artifact": {"name": "openssl", "version": "3.0", "type": "deb",
           "locations": [{"path": "/var/lib/dpkg/status"}], "purl": "pkg:deb/debian/openssl@3.0"}%s}"""
        .formatted(severity, more);
  }
}
