package dev.seaworthy.collectors.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What versions of Trivy since 0.20 leave out, add and write otherwise. */
class SchemaVersionsTest {
  private static final String ONE = Reports.entry("CVE-1", "HIGH", "");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "\"Results\": null | 0",
        "\"Results\": [] | 0",
        "\"Results\": [{\"Target\": \"a\"}] | 0",
        "\"Results\": [{\"Target\": \"a\", \"Vulnerabilities\": null}] | 0",
        "\"Results\": [{\"Target\": \"a\", \"Vulnerabilities\": [ONE]}] | 1",
        "\"Results\": [{\"Target\": \"\", \"Class\": \"lang-pkgs\", \"Vulnerabilities\": [ONE]}] | 1",
        "\"Results\": [{\"Target\": null, \"Class\": null, \"Type\": null, \"Vulnerabilities\": [ONE]}] | 1",
        "\"Results\": [{\"Vulnerabilities\": [ONE]}] | 1",
        "\"Results\": [{\"Target\": \"a\", \"Class\": \"custom\", \"CustomResources\": [{\"Type\": \"x\", \"Data\": {}}]}] | 0",
        "\"ReportID\": \"x\", \"ArtifactID\": \"y\", \"Later\": {\"Results\": 3}, \"Results\": [{\"Target\": \"a\", \"Vulnerabilities\": [ONE]}] | 1"
      })
  void whatIsLeftOutCostsNothing(String more, int found) {
    JsonNode content = Reports.content(Reports.report(more.replace("ONE", ONE)));
    assertThat(content.path("vulnerabilities")).hasSize(found);
    assertThat(content.at("/counts/reported").asInt()).isEqualTo(found);
  }

  @ParameterizedTest(name = "class of {0}: {1}")
  @CsvSource({"'app:1 (debian 12)', os-pkgs", "package-lock.json, lang-pkgs", "'', lang-pkgs"})
  void aResultWithoutClassIsOfTheClassOfItsTarget(String target, String expected) {
    String result = "{\"Target\": \"%s\", \"Vulnerabilities\": [%s]}".formatted(target, ONE);
    JsonNode content = Reports.content(Reports.results(result));
    assertThat(content.at("/vulnerabilities/0/class").asText()).isEqualTo(expected);
  }

  @Test
  void theArrayOfReportsBeforeSchemaTwoIsRead() {
    String array =
        """
        [{"Target": "app:1 (alpine 3.10.2)", "Type": "alpine", "Vulnerabilities": [%s]},
         {"Target": "app/yarn.lock", "Type": "yarn", "Vulnerabilities": null}]"""
            .formatted(ONE);
    JsonNode content = Reports.content(array);
    assertThat(content.path("schemaVersion").asInt()).isEqualTo(TrivyReport.OLD_SCHEMA);
    assertThat(content.at("/image/name").asText()).isEqualTo("app:1");
    assertThat(content.at("/counts/vulnerabilities/HIGH").asInt()).isEqualTo(1);
    assertThat(content.path("classes")).hasToString("[\"lang-pkgs\",\"os-pkgs\"]");
  }

  @Test
  void findingsOfEachTypeMayBeSuppressed() {
    String modified =
        """
        {"Target": "a", "Class": "lang-pkgs", "ExperimentalModifiedFindings": [
         {"Type": "vulnerability", "Status": "not_affected", "Statement": "s", "Source": "v",
          "Finding": {"VulnerabilityID": "CVE-1", "PkgName": "p", "Severity": "HIGH"}},
         {"Type": "misconfiguration", "Status": "ignored", "Finding": {"ID": "DS002", "Severity": "LOW"}},
         {"Type": "secret", "Status": "ignored", "Finding": {"RuleID": "aws", "Severity": "CRITICAL", "Match": "x"}},
         {"Type": "license", "Status": "ignored", "Finding": {"Name": "GPL-2.0", "PkgName": "p", "Severity": "MEDIUM"}}]}""";
    JsonNode suppressed = Reports.content(Reports.results(modified)).path("suppressed");
    assertThat(suppressed.valueStream().map(one -> one.path("type").asText()))
        .containsExactly("vulnerability", "misconfiguration", "secret", "license");
    assertThat(suppressed.valueStream().map(one -> one.path("severity").asText()))
        .containsExactly("HIGH", "LOW", "CRITICAL", "MEDIUM");
    assertThat(suppressed.valueStream().map(one -> one.path("id").asText()))
        .containsExactly("CVE-1", "DS002", "aws", "GPL-2.0");
  }

  @Test
  void aSummaryOfChecksCountsWithoutTheChecks() {
    String result =
        """
        {"Target": "Dockerfile", "Class": "config", "Type": "dockerfile",
         "MisconfSummary": {"Successes": 20, "Failures": 1, "Exceptions": 2},
         "Misconfigurations": [{"Type": "x", "ID": "DS002", "Severity": "HIGH", "Status": "FAIL"}]}""";
    JsonNode content = Reports.content(Reports.results(result));
    assertThat(content.at("/counts/checks"))
        .hasToString("{\"exceptions\":2,\"failures\":1,\"successes\":20}");
    assertThat(content.path("misconfigurations")).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "\"SummaryControls\": [{\"ID\": \"1.0\", \"Name\": \"x\", \"Severity\": \"HIGH\", \"TotalFail\": 3}]",
        "\"Description\": \"d\", \"Version\": \"1\", \"RelatedResources\": [\"https://a.example\"], \"Results\": []"
      })
  void aComplianceReportIsAGapAndHidesNoScan(String more, @TempDir Path temp) {
    String report = "{\"ID\": \"k8s-nsa-1.0\", \"Title\": \"NSA\", " + more + "}";
    Snapshot snapshot = Folder.at(temp).write("nsa.json", report).gather();
    assertThat(Folder.gaps(snapshot)).containsExactly("TRIVY_COMPLIANCE_REPORT nsa.json");
    Gap gap =
        snapshot.gaps().stream()
            .filter(one -> one.problem().code().equals("TRIVY_COMPLIANCE_REPORT"))
            .findFirst()
            .orElseThrow();
    assertThat(gap.mayHide("image/audit")).isTrue();
    assertThat(gap.mayHide("image/scan")).isFalse();
  }

  @ParameterizedTest(name = "schema {0}")
  @CsvSource({"1", "3", "99"})
  void anotherSchemaIsToldByItsNumber(String version) {
    String report =
        Reports.results(Reports.vulnerabilities("a", ONE)).replace(": 2,", ": " + version + ",");
    assertThat(Reports.all(report)).hasSize(1);
    assertThat(Reports.gap(report).problem().code()).isEqualTo("UNKNOWN_TRIVY_SCHEMA");
  }
}
