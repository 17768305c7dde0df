package dev.seaworthy.collectors.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.document.FirstFaults;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Observation;
import java.util.List;
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
  void aFaultIsAGap(String json) {
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

  @Test
  void theRestOfAReportWithAWrongTypeIsRead() {
    String json =
        Reports.results(
            Reports.vulnerabilities(
                "a",
                Reports.entry("CVE-1", "LOW", "\"PkgPath\": 7"),
                "8",
                Reports.entry("CVE-2", "HIGH", "")));
    List<Observation> all = Reports.all(json);
    assertThat(all.subList(0, 2))
        .extracting(one -> ((Gap) one).problem().message())
        .containsExactly(
            "`scan.json` is no whole Trivy report: `/Results/0/Vulnerabilities/0/PkgPath` is not text",
            "`scan.json` is no whole Trivy report: `/Results/0/Vulnerabilities/1` is not an object");
    JsonNode content = ((Evidence) all.get(2)).content().node();
    assertThat(content.at("/counts/vulnerabilities/HIGH").asInt()).isEqualTo(1);
    assertThat(content.at("/counts/vulnerabilities/LOW").asInt()).isEqualTo(1);
  }

  @Test
  void whatATruncatedReportHoldsIsRead() {
    String whole =
        Reports.results(Reports.vulnerabilities("a", Reports.entry("CVE-1", "LOW", ""), "{}"));
    List<Observation> all = Reports.all(whole.substring(0, whole.length() - 6));
    assertThat(((Gap) all.get(0)).location().line()).isEqualTo(1);
    assertThat(((Evidence) all.get(1)).content().node().at("/vulnerabilities/0/id").asText())
        .isEqualTo("CVE-1");
  }

  @Test
  void reportsThatFollowEachOtherAreReadAndTold() {
    List<Observation> all =
        Reports.all(Reports.report("") + "\n" + Reports.report("").replace("app:1", "app:2"));
    assertThat(((Gap) all.get(0)).problem().message()).endsWith("is followed by a second value");
    assertThat(((Gap) all.get(0)).location()).hasToString("scan.json:2:1");
    assertThat(all.subList(1, 3))
        .extracting(one -> ((Evidence) one).subject().name())
        .containsExactly("app:1", "app:2");
    assertThat(all.get(2).source().document()).isEqualTo(1);
  }

  @Test
  void ofAKeyThatStandsThereTwiceTheFirstCounts() {
    List<Observation> all =
        Reports.all(
            Reports.results(
                Reports.vulnerabilities(
                    "a", Reports.entry("CVE-1", "CRITICAL", "\"Severity\": \"LOW\""))));
    assertThat(((Gap) all.get(0)).problem().message())
        .endsWith("`/Results/0/Vulnerabilities/0/Severity` stands there twice; the first counts");
    assertThat(((Evidence) all.get(1)).content().node().at("/vulnerabilities/0/severity").asText())
        .isEqualTo("CRITICAL");
  }

  @Test
  void longTextThatNobodyKeepsIsPassedOver() {
    String json =
        Reports.results(
            Reports.vulnerabilities(
                "a",
                Reports.entry("CVE-1", "LOW", "\"Description\": \"" + "\\u00e9x".repeat(200_000)),
                Reports.entry("CVE-2", "HIGH", "")));
    List<Observation> all = Reports.all(json.replace("x}", "x\"}"));
    assertThat(all).hasSize(1);
    assertThat(((Evidence) all.get(0)).content().node().path("vulnerabilities")).hasSize(2);
  }

  @Test
  void longTextThatWouldBeKeptIsAFault() {
    String json =
        Reports.results(
            Reports.vulnerabilities(
                "a",
                Reports.entry("CVE-1", "LOW", "\"PkgPath\": \"" + "y".repeat(1_000_000) + "\""),
                Reports.entry("CVE-2", "HIGH", "")));
    List<Observation> all = Reports.all(json);
    assertThat(((Gap) all.get(0)).problem().message())
        .endsWith("PkgPath` is text of more than 32,768 characters");
    assertThat(((Evidence) all.get(1)).content().node().path("vulnerabilities")).hasSize(2);
  }

  @Test
  void manyFaultsAreCounted() {
    List<Observation> all =
        Reports.all(
            Reports.results(
                Reports.vulnerabilities("a", "1, ".repeat(FirstFaults.TOLD + 4) + "1")));
    assertThat(((Gap) all.get(FirstFaults.TOLD)).problem().message()).endsWith("has 5 more faults");
  }

  @Test
  void whatIsTooDeepIsToldWithItsPlaceAndTheRestIsRead() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    String json =
        Reports.results(
            Reports.vulnerabilities(
                "a",
                Reports.entry("CVE-1", "LOW", ""),
                "\n" + Reports.entry("CVE-2", "LOW", "\"x\": " + deep)));
    List<Observation> all = Reports.all(json);
    Gap gap = (Gap) all.get(0);
    assertThat(gap.location().line()).isEqualTo(2);
    assertThat(gap.location().column()).isPositive();
    assertThat(gap.problem().message())
        .endsWith("document nesting depth (501) exceeds the maximum allowed (500)");
    assertThat(((Evidence) all.get(1)).content().node().path("vulnerabilities")).hasSize(1);
  }
}
