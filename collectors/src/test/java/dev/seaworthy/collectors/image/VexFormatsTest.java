package dev.seaworthy.collectors.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CSAF and CycloneDX statements, held to one finding. */
class VexFormatsTest {
  private static final String PURL = "pkg:deb/debian/openssl@3.0";

  private static final Path TRIVYS =
      Path.of(System.getProperty("repository.root", "."), "..", "shared", "oracles", "live")
          .normalize();

  @TempDir Path temp;

  @ParameterizedTest(name = "{0} with {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "known_not_affected | \"flags\": [{\"label\": \"component_not_present\", \"product_ids\": [\"P\"]}] | 1",
        "known_not_affected | \"flags\": [{\"label\": \"component_not_present\", \"group_ids\": [\"G\"]}] | 1",
        "known_not_affected | \"threats\": [{\"category\": \"impact\", \"details\": \"no\", \"product_ids\": [\"P\"]}] | 1",
        "known_not_affected | \"threats\": [{\"category\": \"exploit_status\", \"details\": \"no\", \"product_ids\": [\"P\"]}] | 0",
        "known_not_affected | \"flags\": [{\"label\": \"component_not_present\", \"product_ids\": [\"Q\"]}] | 0",
        "known_not_affected | \"flags\": [{\"label\": \"component_not_present\"}] | 0",
        "known_not_affected | \"notes\": [] | 0",
        "fixed | \"notes\": [] | 1",
        "first_fixed | \"notes\": [] | 1",
        "known_affected | \"remediations\": [{\"category\": \"vendor_fix\", \"details\": \"upgrade\", \"product_ids\": [\"P\"]}] | 0",
        "under_investigation | \"notes\": [] | 0",
      })
  void csafStatuses(String status, String more, int suppressed) {
    Snapshot snapshot = judged(csaf(PURL, "\"" + status + "\": [\"P\"]", more));
    assertThat(snapshot.gaps()).isEmpty();
    assertThat(scan(snapshot).path("suppressed")).hasSize(suppressed);
    JsonNode one = vex(snapshot).at("/statements/0");
    assertThat(one.path("matches").asInt()).isEqualTo(1);
    assertThat(one.path("timestamp").asLong()).isEqualTo(1_767_312_000L);
    assertThat(vex(snapshot).path("author").asText()).isEqualTo("Us");
    assertThat(vex(snapshot).path("id").asText()).isEqualTo("US-1");
  }

  @ParameterizedTest(name = "a part of {0}: {1}")
  @CsvSource({"pkg:oci/app, 1", "pkg:oci/web, 0", "cpe:/o:us:system, 0"})
  void csafRelationshipsSpeakOfAPartOfAProduct(String whole, int suppressed) {
    String json = csaf(PURL, "\"fixed\": [\"W:P\"]", "\"notes\": []").replace("pkg:whole/x", whole);
    assertThat(scan(judged(json)).path("suppressed")).hasSize(suppressed);
  }

  @Test
  void csafContradictionsAreSettledWithCaution() {
    String both = "\"fixed\": [\"P\"], \"known_affected\": [\"P\"]";
    Snapshot snapshot = judged(csaf(PURL, both, "\"notes\": []"));
    assertThat(scan(snapshot).path("suppressed")).isEmpty();
    assertThat(snapshot.coverage().skipped().get(0).reason())
        .endsWith("is overruled by `affected` in vex.json, which is as late and more cautious");
  }

  @Test
  void csafProductsThatTheTreeDoesNotHaveAreAGap() {
    Snapshot snapshot = judged(csaf(PURL, "\"fixed\": [\"P\", \"Z\"]", "\"notes\": []"));
    assertThat(scan(snapshot).path("suppressed")).hasSize(1);
    assertThat(snapshot.gaps())
        .extracting(one -> one.problem().message())
        .containsExactly(
            "`vex.json` is no whole CSAF document: the report says something of `CVE-1` about"
                + " product `Z`, which is not in the product tree");
  }

  @ParameterizedTest(name = "{0}: honoured {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"state\": \"not_affected\", \"justification\": \"code_not_reachable\" | true",
        "\"state\": \"not_affected\", \"detail\": \"never called\" | true",
        "\"state\": \"false_positive\", \"detail\": \"never called\" | true",
        "\"state\": \"not_affected\" | false",
        "\"state\": \"false_positive\" | false",
        "\"state\": \"resolved\" | true",
        "\"state\": \"resolved_with_pedigree\" | true",
        "\"state\": \"exploitable\", \"justification\": \"code_not_reachable\" | false",
        "\"state\": \"in_triage\", \"detail\": \"soon\" | false",
      })
  void cycloneDxStates(String analysis, boolean honoured) {
    Snapshot snapshot = judged(cycloneDx("", analysis, "{\"ref\": \"" + PURL + "\"}"));
    assertThat(snapshot.gaps()).isEmpty();
    assertThat(scan(snapshot).path("suppressed")).hasSize(honoured ? 1 : 0);
    assertThat(vex(snapshot).at("/statements/0/matches").asInt()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | {\"ref\": \"pkg:deb/debian/openssl\"} | 1",
        "'' | {\"ref\": \"pkg:deb/debian/openssl\", \"versions\": [{\"version\": \"3.0\"}]} | 1",
        "'' | {\"ref\": \"pkg:deb/debian/openssl\", \"versions\": [{\"version\": \"3.1\"}]} | 0",
        "'' | {\"ref\": \"pkg:deb/debian/openssl\", \"versions\": [{\"range\": \"vers:deb/<4\"}]} | 0",
        "'' | {\"ref\": \"pkg:deb/debian/openssl\", \"versions\": [3]} | 0",
        "pkg:oci/app | {\"ref\": \"a\"} | 1",
        "pkg:oci/web | {\"ref\": \"a\"} | 0",
        "'' | {\"ref\": \"a\"} | 0",
        "pkg:oci/app | {\"ref\": \"root\"} | 1",
        "pkg:oci/app | {\"ref\": \"nested\"} | 0",
        "'' | {\"ref\": \"urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#pkg:deb%2Fdebian%2Fopenssl%403.0\"} | 0",
      })
  void cycloneDxReferences(String root, String affected, int suppressed) {
    String own =
        """
        "metadata": {"component": {"bom-ref": "root", "name": "app"%s}},
        "components": [{"bom-ref": "b", "name": "b", "components": [{"bom-ref": "nested", "name": "curl", "purl": "pkg:deb/debian/curl@1"}]},
          {"bom-ref": "a", "name": "openssl", "purl": "%s"}],"""
            .formatted(root.isEmpty() ? "" : ", \"purl\": \"" + root + "\"", PURL);
    String json = cycloneDx(own, "\"state\": \"resolved\"", affected);
    assertThat(scan(judged(json)).path("suppressed")).hasSize(suppressed);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"state\": \"fine\" | has an analysis without a state that CycloneDX knows",
        "\"state\": \"resolved\", \"justification\": \"trust_me\" | is no justification that CycloneDX knows",
        "\"state\": \"resolved\", \"firstIssued\": \"soon\" | is not a time",
      })
  void faultyAnalysesAreGaps(String analysis, String reason) {
    String json = cycloneDx("", analysis, "{\"ref\": \"" + PURL + "\"}");
    assertThat(judged(json).gaps().get(0).problem().message()).endsWith(reason);
  }

  @Test
  void theFindingsThatTrivyTakesOutByTheSameStatementAreTakenOut() throws IOException {
    assumeTrue(Files.isDirectory(TRIVYS), () -> "there are no reports beside the repository");
    String excused =
        OpenVex.statement(
            "CVE-2090-0001",
            "pkg:npm/lodash@4.17.4",
            "not_affected",
            "\"justification\": \"vulnerable_code_not_in_execute_path\"");
    Snapshot ours =
        Folder.at(temp)
            .write("scan.json", Files.readAllBytes(TRIVYS.resolve("trivy-fs.json")))
            .write("vex.json", OpenVex.document("2026-01-02T00:00:00Z", excused))
            .gather();
    JsonNode trivys = Reports.content(Files.readString(TRIVYS.resolve("trivy-fs-vex.json")));
    assertThat(told(scan(ours).path("suppressed"))).isEqualTo(told(trivys.path("suppressed")));
    assertThat(scan(ours).at("/counts/vulnerabilities"))
        .isEqualTo(trivys.at("/counts/vulnerabilities"));
  }

  private static List<String> told(JsonNode suppressed) {
    return suppressed
        .valueStream()
        .map(
            one ->
                Stream.of("type", "id", "package", "severity", "status", "statement")
                    .map(key -> one.path(key).asText())
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  private Snapshot judged(String vex) {
    String report =
        Reports.results(
            Reports.vulnerabilities(
                "app:1 (debian 12)",
                Reports.entry(
                    "CVE-1", "CRITICAL", "\"PkgIdentifier\": {\"PURL\": \"" + PURL + "\"}")));
    return Folder.at(temp).write("scan.json", report).write("vex.json", vex).gather();
  }

  private static String csaf(String purl, String statuses, String more) {
    return """
        {"document": {"category": "csaf_vex", "csaf_version": "2.0", "publisher": {"name": "Us"},
          "tracking": {"id": "US-1", "version": "1", "current_release_date": "2026-01-02T00:00:00Z"}},
         "vulnerabilities": [{"cve": "CVE-1", "product_status": {%s}, %s}],
         "product_tree": {
          "branches": [{"category": "vendor", "name": "Us", "branches": [{"category": "product_version",
            "name": "openssl", "product": {"name": "openssl", "product_id": "P",
              "product_identification_helper": {"purl": "%s"}}}]}],
          "full_product_names": [{"name": "whole", "product_id": "W",
            "product_identification_helper": {"purl": "pkg:whole/x"}}],
          "relationships": [{"category": "default_component_of", "product_reference": "P",
            "relates_to_product_reference": "W", "full_product_name": {"name": "both", "product_id": "W:P"}}],
          "product_groups": [{"group_id": "G", "product_ids": ["P", "W"]}]}}"""
        .formatted(statuses, more, purl);
  }

  private static String cycloneDx(String more, String analysis, String affected) {
    return """
        {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, %s
         "vulnerabilities": [{"id": "CVE-1", "analysis": {%s}, "affects": [%s]}]}"""
        .formatted(more, analysis, affected);
  }

  private static JsonNode scan(Snapshot snapshot) {
    return snapshot.ofKind("image/scan").get(0).content().node();
  }

  private static JsonNode vex(Snapshot snapshot) {
    return snapshot.ofKind("image/vex").get(0).content().node();
  }
}
