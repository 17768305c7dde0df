package dev.seaworthy.collectors.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trivy and Grype about one image. */
class ScanUnionTest {
  private static final String DIGEST = "sha256:" + "a".repeat(64);

  private static final String TRIVY =
      """
      {"SchemaVersion": 2, "ArtifactName": "r.example/app:1", "ArtifactType": "container_image",
       "CreatedAt": "2026-11-24T04:00:00Z",
       "Metadata": {"RepoDigests": ["r.example/app@%s"], "ImageConfig": {"config": {"User": "1001"}}},
       "Results": [{"Target": "app (debian 12)", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [
         {"VulnerabilityID": "CVE-1", "PkgName": "openssl", "InstalledVersion": "3.0", "Severity": "MEDIUM",
          "SeveritySource": "debian", "PkgIdentifier": {"PURL": "pkg:deb/debian/openssl@3.0?arch=amd64"}},
         {"VulnerabilityID": "CVE-2", "PkgName": "zlib", "InstalledVersion": "1.2", "Severity": "LOW"},
         {"VulnerabilityID": "CVE-3", "PkgName": "Jinja2", "InstalledVersion": "3.1", "Severity": "HIGH",
          "PkgPath": "a/METADATA", "PkgIdentifier": {"PURL": "pkg:pypi/jinja2@3.1"}},
         {"VulnerabilityID": "CVE-3", "PkgName": "Jinja2", "InstalledVersion": "3.1", "Severity": "HIGH",
          "PkgPath": "b/METADATA", "PkgIdentifier": {"PURL": "pkg:pypi/jinja2@3.1"}}]}]}"""
          .formatted(DIGEST);

  private static final String GRYPE =
      """
      {"matches": [
        {"vulnerability": {"id": "CVE-1", "severity": "High", "fix": {"versions": ["3.1"], "state": "fixed"}},
         "artifact": {"name": "openssl", "version": "3.0", "type": "deb", "purl": "pkg:deb/debian/openssl@3.0?distro=debian-12"}},
        {"vulnerability": {"id": "GHSA-x", "severity": "Critical", "fix": {"versions": [], "state": "unknown"}},
         "relatedVulnerabilities": [{"id": "CVE-3"}],
         "artifact": {"name": "jinja2", "version": "3.1", "type": "python", "purl": "pkg:pypi/jinja2@3.1"}},
        {"vulnerability": {"id": "CVE-9", "severity": "Critical", "fix": {"versions": [], "state": "unknown"}},
         "artifact": {"name": "musl", "version": "1", "type": "apk", "purl": "pkg:apk/alpine/musl@1"}}],
       "source": {"type": "image", "target": {"userInput": "r.example/app:1", "repoDigests": ["r.example/app@%s"]}},
       "descriptor": {"name": "grype", "version": "0.121.3", "timestamp": "2026-11-24T05:00:00Z"}}"""
          .formatted(DIGEST);

  @TempDir Path temp;

  @Test
  void whatBothFoundCountsOnceByTheWorseSeverity() {
    Snapshot snapshot = read(GRYPE);
    assertThat(snapshot.gaps()).isEmpty();
    assertThat(snapshot.ofKind("image/scan")).hasSize(1);
    JsonNode scan = snapshot.ofKind("image/scan").get(0).content().node();
    assertThat(scan.path("vulnerabilities"))
        .extracting(
            one ->
                "%s %s %s %s"
                    .formatted(
                        one.path("id").asText(),
                        one.path("package").asText(),
                        one.path("severity").asText(),
                        one.path("scanners")))
        .containsExactlyInAnyOrder(
            "CVE-1 openssl HIGH {\"grype\":\"HIGH\",\"trivy\":\"MEDIUM\"}",
            "CVE-2 zlib LOW {\"trivy\":\"LOW\"}",
            "CVE-3 Jinja2 CRITICAL {\"grype\":\"CRITICAL\",\"trivy\":\"HIGH\"}",
            "CVE-3 Jinja2 CRITICAL {\"grype\":\"CRITICAL\",\"trivy\":\"HIGH\"}",
            "CVE-9 musl CRITICAL {\"grype\":\"CRITICAL\"}");
    assertThat(scan.at("/counts/vulnerabilities"))
        .hasToString("{\"CRITICAL\":3,\"HIGH\":1,\"LOW\":1,\"MEDIUM\":0,\"UNKNOWN\":0}");
    assertThat(scan.at("/counts/reported").asInt()).isEqualTo(7);
    assertThat(scan.at("/config/user").asText()).isEqualTo("1001");
    assertThat(scan.path("scannedAt").asLong()).isEqualTo(1_795_496_400L);
    assertThat(scan.path("scans"))
        .extracting(one -> one.path("file").asText() + " " + one.at("/scanner/name").asText())
        .containsExactlyInAnyOrder("grype.json grype", "trivy.json trivy");
  }

  @Test
  void theFixAndTheSeveritiesOfAllSourcesAreKept() {
    JsonNode scan = read(GRYPE).ofKind("image/scan").get(0).content().node();
    JsonNode openssl =
        scan.path("vulnerabilities")
            .valueStream()
            .filter(one -> one.path("id").asText().equals("CVE-1"))
            .findFirst()
            .orElseThrow();
    assertThat(openssl.path("fixed").asText()).isEqualTo("3.1");
    assertThat(openssl.at("/severities/debian").asText()).isEqualTo("MEDIUM");
  }

  @Test
  void scansOfOtherBytesOrOfTheSameScannerStayApart() {
    assertThat(read(GRYPE.replace("a".repeat(64), "b".repeat(64))).ofKind("image/scan")).hasSize(2);
    Snapshot twice =
        Folder.at(temp.resolve("twice"))
            .write("one.json", TRIVY)
            .write("two.json", TRIVY.replace("T04:", "T06:"))
            .gather();
    assertThat(twice.ofKind("image/scan")).hasSize(2);
  }

  @Test
  void scansOfTwoPlatformsThatNameTheirIndexStayApart() {
    String amd =
        TRIVY.replace("\"config\"", "\"os\": \"linux\", \"architecture\": \"amd64\", \"config\"");
    String config =
        Base64.getEncoder()
            .encodeToString(
                "{\"os\": \"linux\", \"architecture\": \"arm64\", \"config\": {}}"
                    .getBytes(StandardCharsets.UTF_8));
    String arm =
        GRYPE.replace("\"repoDigests\"", "\"config\": \"" + config + "\", \"repoDigests\"");
    Folder folder = Folder.at(temp).write("trivy-amd.json", amd).write("grype-arm.json", arm);
    assertThat(platforms(folder)).containsExactlyInAnyOrder("amd64", "arm64");
    folder.write("trivy-arm.json", amd.replace("amd64", "arm64").replace("T04:", "T06:"));
    assertThat(platforms(folder)).containsExactlyInAnyOrder("amd64", "arm64");
  }

  private static List<String> platforms(Folder folder) {
    return folder.gather().ofKind("image/scan").stream()
        .map(one -> one.content().node().at("/platform/architecture").asText())
        .toList();
  }

  private Snapshot read(String grype) {
    return Folder.at(temp.resolve(String.valueOf(grype.hashCode())))
        .write("trivy.json", TRIVY)
        .write("grype.json", grype)
        .gather();
  }
}
