package dev.seaworthy.collectors.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.evidence.Gap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadReportsTest {
  @ParameterizedTest(name = "schema version {0}")
  @ValueSource(longs = {-1, 1, 3, 99})
  void anUnknownSchemaIsAGap(long version) {
    Gap gap = Reports.gap(Reports.report("").replace(": 2", ": " + version));
    assertThat(gap.problem().code()).isEqualTo("UNKNOWN_TRIVY_SCHEMA");
    assertThat(gap.mayHide("image/scan")).isTrue();
    assertThat(gap.location()).hasToString("scan.json:1:19");
  }

  @Test
  void anUnknownSchemaIsNamedEvenIfItsFieldsDiffer() {
    Gap gap = Reports.gap(Reports.report("\"Results\": {}").replace(": 2", ": 3"));
    assertThat(gap.problem().code()).isEqualTo("UNKNOWN_TRIVY_SCHEMA");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{\"SchemaVersion\": 2, \"ArtifactName\": \"a\"",
        "{\"SchemaVersion\": 2, \"ArtifactName\": \"a\"} {}",
        "{\"SchemaVersion\": 2, \"ArtifactName\": \"a\", \"ArtifactName\": \"b\"}",
        "{\"SchemaVersion\": \"2\", \"ArtifactName\": \"a\"}",
        "{\"SchemaVersion\": 2, \"ArtifactName\": 1}",
        "{\"SchemaVersion\": 2, \"ArtifactName\": \" \"}",
        "{\"SchemaVersion\": 2, \"ArtifactName\": \"\\ud800\"}",
        "{\"SchemaVersion\": 2, \"ArtifactName\": \"a\", \"CreatedAt\": \"yesterday\"}",
        "{\"SchemaVersion\": 2, \"ArtifactName\": \"a\", \"Results\": {}}",
        "{\"SchemaVersion\": 2, \"ArtifactName\": \"a\", \"Results\": [1]}",
        "{\"SchemaVersion\": 2, \"ArtifactName\": \"a\", \"Results\": [{\"Vulnerabilities\": \"none\"}]}",
        "{\"SchemaVersion\": 2, \"ArtifactName\": \"a\", \"Results\": [{\"Vulnerabilities\": [{}]}]}",
        "{\"SchemaVersion\": 2, \"ArtifactName\": \"a\", \"Results\": [{\"Vulnerabilities\": [{\"VulnerabilityID\": \"C\", \"Severity\": 4}]}]}",
        "{\"SchemaVersion\": 2, \"ArtifactName\": \"a\", \"Metadata\": {\"OS\": {\"EOSL\": \"no\"}}}",
        "{\"SchemaVersion\": 2, \"ArtifactName\": \"a\", \"Metadata\": \u0001}",
        "{\"SchemaVersion\": 2, \"ArtifactName\": \"a\", \"Results\": [{\"MisconfSummary\": {\"Failures\": -1}}]}",
        "{\"SchemaVersion\": 2, \"ArtifactName\": \"a\", \"Results\": [{\"MisconfSummary\": {\"Successes\": 2147483648}}]}",
        "{\"SchemaVersion\": 2, \"ArtifactName\": \"a\", \"Results\": [{\"MisconfSummary\": []}]}",
        "[{\"Target\": \"\"}]",
        "null",
      })
  void aReportWithAFaultIsNotUsedAtAll(String json) {
    assertThat(Reports.gap(json).problem().code()).isEqualTo("INVALID_SCAN");
  }

  @Test
  void aGapTellsThePlaceAndThePath() {
    Gap gap =
        Reports.gap(
            "{\"SchemaVersion\": 2, \"ArtifactName\": \"a\",\n \"Results\": [{\"Secrets\":\n   7}]}");
    assertThat(gap.location()).hasToString("scan.json:3:4");
    assertThat(gap.problem().message())
        .isEqualTo("`scan.json` is no whole Trivy report: `/Results/0/Secrets` is not a list");
  }
}
