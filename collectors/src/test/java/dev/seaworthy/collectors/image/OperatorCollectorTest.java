package dev.seaworthy.collectors.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorCollectorTest {
  private static final String DIGEST =
      "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  private static final String VULNERABILITIES =
      """
      apiVersion: aquasecurity.github.io/v1alpha1
      kind: VulnerabilityReport
      metadata:
        name: replicaset-web-app
        namespace: erp
        labels:
          trivy-operator.resource.kind: ReplicaSet
          trivy-operator.resource.name: web
          trivy-operator.resource.namespace: erp
      report:
        updateTimestamp: "2026-11-24T04:24:11Z"
        scanner: {name: Trivy, vendor: Aqua Security, version: 0.69.3}
        registry: {server: registry.example}
        artifact: {repository: team/app, tag: "1", digest: "%s"}
        os: {family: debian, name: "12"}
        summary: {criticalCount: 1, highCount: 0, mediumCount: 0, lowCount: 0, unknownCount: 0}
        vulnerabilities:
        - vulnerabilityID: CVE-1
          resource: openssl
          installedVersion: "3.0"
          fixedVersion: "3.1"
          packagePURL: pkg:deb/debian/openssl@3.0
          class: os-pkgs
          packageType: debian
          target: registry.example/team/app:1 (debian 12)
          severity: CRITICAL
          cvss: {nvd: {V3Score: 9.8, V3Vector: "CVSS:3.1/AV:N"}}
      """
          .formatted(DIGEST);
  private static final String SECRETS =
      """
      apiVersion: aquasecurity.github.io/v1alpha1
      kind: ExposedSecretReport
      metadata:
        name: replicaset-web-app
        namespace: erp
        ownerReferences: [{kind: ReplicaSet, name: web}]
      report:
        registry: {server: registry.example}
        artifact: {repository: team/app, tag: "1", digest: "%s"}
        summary: {criticalCount: 0, highCount: 1, mediumCount: 0, lowCount: 0}
        secrets:
        - {ruleID: aws-key, target: /app/.env, title: AWS key, category: AWS, severity: HIGH, match: "k=****"}
      """
          .formatted(DIGEST);
  private static final String AUDIT =
      """
      apiVersion: aquasecurity.github.io/v1alpha1
      kind: ClusterConfigAuditReport
      metadata:
        name: clusterrole-x
        labels: {trivy-operator.resource.kind: ClusterRole, trivy-operator.resource.name: x}
      report:
        summary: {criticalCount: 0, highCount: 1, mediumCount: 0, lowCount: 0}
        checks:
        - {checkID: KSV1, title: bad, severity: HIGH, success: false}
        - {checkID: KSV2, title: good, severity: LOW, success: true}
      """;

  private static final String BILL =
      """
      apiVersion: aquasecurity.github.io/v1alpha1
      kind: SbomReport
      metadata: {name: replicaset-web-app, namespace: erp}
      report:
        registry: {server: registry.example}
        artifact: {repository: team/app, tag: "1", digest: "%s"}
        summary: {componentsCount: 2, dependenciesCount: 0}
        components:
          bomFormat: CycloneDX
          specVersion: "1.6"
          metadata: {component: {type: container, name: team/app, bom-ref: root}}
          components:
          - {type: library, name: zlib, version: "1.3", purl: pkg:deb/debian/zlib@1.3, licenses: [{license: {id: Zlib}}]}
      """
          .formatted(DIGEST);

  @TempDir Path temp;

  @Test
  void whatSumsUpOtherReportsIsSaidToBeUnread() {
    String compliance =
        """
        apiVersion: aquasecurity.github.io/v1alpha1
        kind: ClusterComplianceReport
        metadata: {name: nsa}
        spec: {reportType: summary, cron: "0 * * * *", compliance: {id: nsa, controls: []}}
        status: {summary: {failCount: 3, passCount: 25}}
        """;
    Snapshot snapshot =
        Folder.at(temp)
            .write("a.yaml", compliance)
            .write("b.yaml", compliance.replace("aquasecurity.github.io", "example.com"))
            .gather();
    assertThat(snapshot.coverage().skipped())
        .singleElement()
        .satisfies(one -> assertThat(one.file()).isEqualTo("a.yaml"))
        .satisfies(
            one ->
                assertThat(one.reason())
                    .startsWith("`nsa` is a ClusterComplianceReport, which sums up other reports"));
    assertThat(Folder.gaps(snapshot)).isEmpty();
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "ConfigAuditReport, ReplicaSet",
    "RbacAssessmentReport, Role",
    "ClusterRbacAssessmentReport, ClusterRole",
    "InfraAssessmentReport, Pod",
    "ClusterInfraAssessmentReport, Node"
  })
  void eachKindOfAuditIsRead(String kind, String resource) {
    String audit =
        AUDIT
            .replace("kind: ClusterConfigAuditReport", "kind: " + kind)
            .replace("resource.kind: ClusterRole", "resource.kind: " + resource);
    Evidence evidence =
        Folder.at(temp).write("a.yaml", audit).gather().ofKind("image/audit").get(0);
    JsonNode content = evidence.content().node();
    assertThat(content.at("/resource/kind").asText()).isEqualTo(resource);
    assertThat(content.at("/counts/misconfigurations/HIGH").asInt()).isEqualTo(1);
    assertThat(content.path("misconfigurations")).hasSize(2);
  }

  @Test
  void theClustersOwnVulnerabilitiesAreAScan() {
    String cluster = VULNERABILITIES.replace("kind: Vuln", "kind: ClusterVuln");
    assertThat(Folder.at(temp).write("a.yaml", cluster).gather().ofKind("image/scan")).hasSize(1);
  }

  @Test
  void aBillOfAnImageIsJoinedByItsDigest() {
    Snapshot snapshot = gather(BILL);
    assertThat(snapshot.gaps()).isEmpty();
    Evidence bill = snapshot.ofKind("image/sbom").get(0);
    assertThat(bill.subject()).hasToString("Sbom registry.example/team/app:1");
    assertThat(bill.content().node().path("image"))
        .hasToString(
            "{\"digest\":\"%s\",\"digests\":[\"%s\"],\"name\":\"registry.example/team/app:1\",\"tags\":[\"registry.example/team/app:1\"]}"
                .formatted(DIGEST, DIGEST));
    assertThat(bill.content().node().at("/components/0/licenses/0").asText()).isEqualTo("Zlib");
  }

  @Test
  void aBillWithoutComponentsIsAGap() {
    Snapshot snapshot = gather(BILL.substring(0, BILL.indexOf("  components:")));
    assertThat(snapshot.ofKind("image/sbom")).isEmpty();
    assertThat(snapshot.gaps().get(0).problem().message()).contains("has no `report.components`");
  }

  @Test
  void vulnerabilitiesAndSecretsOfAnImageAreOneScan() {
    Snapshot snapshot = gather(VULNERABILITIES, SECRETS);
    assertThat(snapshot.gaps()).isEmpty();
    List<Evidence> scans = scans(snapshot);
    assertThat(scans).hasSize(1);
    assertThat(scans.get(0).subject()).hasToString("Image registry.example/team/app:1");
    JsonNode content = scans.get(0).content().node();
    assertThat(content.path("vulnerabilities"))
        .hasToString(
            """
            [{"class":"os-pkgs","cvss":{"nvd":{"v3Score":9.8,"v3Vector":"CVSS:3.1/AV:N"}},"fixed":"3.1",\
            "id":"CVE-1","installed":"3.0","package":"openssl","purl":"pkg:deb/debian/openssl@3.0",\
            "severities":{},"severity":"CRITICAL","status":"fixed",\
            "targets":["registry.example/team/app:1 (debian 12)"],"type":"debian"}]""");
    assertThat(content.path("secrets"))
        .hasToString(
            """
            [{"category":"AWS","rule":"aws-key","severity":"HIGH","target":"/app/.env","title":"AWS key"}]""");
    assertThat(content.path("resources"))
        .hasToString("[{\"kind\":\"ReplicaSet\",\"name\":\"web\",\"namespace\":\"erp\"}]");
    assertThat(content.at("/image/digest").asText()).isEqualTo(DIGEST);
    assertThat(content.at("/os/family").asText()).isEqualTo("debian");
    assertThat(content.path("scannedAt").asLong()).isEqualTo(1_795_494_251L);
  }

  @Test
  void checksAreAnAuditOfTheirResource() {
    Evidence audit =
        gather(AUDIT).evidence().stream()
            .filter(one -> one.kind().equals("image/audit"))
            .findFirst()
            .orElseThrow();
    assertThat(audit.subject()).hasToString("ClusterRole x");
    JsonNode content = audit.content().node();
    assertThat(content.at("/counts/misconfigurations/HIGH").asInt()).isEqualTo(1);
    assertThat(content.at("/misconfigurations/1/status").asText()).isEqualTo("PASS");
  }

  @Test
  void aListGivesTheSameAsItsItems() {
    String items = ("- " + VULNERABILITIES.strip().replace("\n", "\n  ")) + "\n";
    Snapshot list = gather("apiVersion: v1\nkind: List\nitems:\n" + items);
    assertThat(scans(list).get(0).content())
        .isEqualTo(scans(gather(VULNERABILITIES)).get(0).content());
  }

  /** The API server leaves out the kind of items of a list of their own kind. */
  @Test
  void aListOfItsOwnKindGivesTheSameToo() {
    String bare =
        VULNERABILITIES
            .replaceFirst("(?m)^apiVersion: .*\n", "")
            .replaceFirst("(?m)^kind: .*\n", "");
    String items = ("- " + bare.strip().replace("\n", "\n  ")) + "\n";
    Snapshot list =
        gather(
            "apiVersion: aquasecurity.github.io/v1alpha1\nkind: VulnerabilityReportList\nitems:\n"
                + items);
    assertThat(scans(list)).hasSize(1);
    assertThat(scans(list).get(0).content())
        .isEqualTo(scans(gather(VULNERABILITIES)).get(0).content());
  }

  @Test
  void aListThatWasCutIsNoticedByItsSummary() {
    Snapshot snapshot = gather(VULNERABILITIES.replace("highCount: 0", "highCount: 7"));
    Gap gap = snapshot.gaps().get(0);
    assertThat(gap.problem().message())
        .endsWith("counts 7 findings of severity HIGH in its summary and lists 0");
    assertThat(gap.mayHide("image/scan")).isTrue();
    assertThat(scans(snapshot)).hasSize(1);
  }

  @Test
  void aWrongTypeIsAGapWithItsPlace() {
    Snapshot snapshot = gather(VULNERABILITIES.replace("\"3.0\"", "3.0"));
    assertThat(Folder.gaps(snapshot)).containsExactly("INVALID_SCAN a.yaml:20:5");
    assertThat(scans(snapshot)).hasSize(1);
  }

  @Test
  void anObjectWithoutReportIsAGap() {
    Snapshot snapshot = gather(VULNERABILITIES.substring(0, VULNERABILITIES.indexOf("report:")));
    assertThat(snapshot.gaps().get(0).problem().message()).endsWith("has no `report`");
  }

  private static List<Evidence> scans(Snapshot snapshot) {
    return snapshot.evidence().stream().filter(one -> one.kind().equals("image/scan")).toList();
  }

  private Snapshot gather(String... documents) {
    return Folder.at(temp).write("a.yaml", String.join("---\n", documents)).gather();
  }
}
