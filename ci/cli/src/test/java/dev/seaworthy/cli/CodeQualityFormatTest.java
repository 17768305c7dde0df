package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Verdicts for the Code Quality widget of GitLab, by what its documentation demands. */
final class CodeQualityFormatTest {
  private static final String MIXED =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: bad, namespace: harbor}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: odd, namespace: harbor}
      """;

  @Test
  void everyIssueHasWhatGitLabDemands() {
    JsonNode issues = issues(MIXED);
    assertThat(issues).hasSize(2);
    for (JsonNode issue : issues) {
      assertThat(issue.path("description").asText()).isNotBlank();
      assertThat(issue.path("check_name").asText()).isNotBlank();
      assertThat(issue.path("fingerprint").asText()).matches("[0-9a-f]{64}(-\\d+)?");
      assertThat(issue.path("severity").asText()).isEqualTo("critical");
      assertThat(issue.path("location").path("path").asText()).isNotBlank();
      assertThat(issue.path("location").path("lines").path("begin").asInt()).isPositive();
    }
  }

  @Test
  void whatIsUnknownIsSaid() {
    List<String> said = issues(MIXED).findValuesAsText("description");
    assertThat(said).anyMatch(one -> one.contains("unknown: "));
  }

  /** GitLab shows but one of several issues with one fingerprint. */
  @Test
  void noTwoIssuesHaveTheSameFingerprint() {
    JsonNode issues = issues(MIXED + "---\n" + MIXED);
    assertThat(issues.size()).isGreaterThan(2);
    assertThat(issues.findValuesAsText("fingerprint")).doesNotHaveDuplicates();
  }

  @Test
  void movedLinesKeepTheirFingerprints() {
    assertThat(issues("# moved\n\n" + MIXED).findValuesAsText("fingerprint"))
        .isEqualTo(issues(MIXED).findValuesAsText("fingerprint"));
  }

  @Test
  void aPassIsAnEmptyList() {
    assertThat(issues(MIXED.replace("bad", "good").replace("odd", "fine"))).isEmpty();
  }

  private static JsonNode issues(String manifest) {
    Bench.Ran ran = new Bench().stdin(manifest).run("check", "-", "--format", "codequality");
    assertThat(ran.err()).isEmpty();
    JsonNode issues = StrictJson.parse(ran.out().getBytes(StandardCharsets.UTF_8));
    assertThat(issues.isArray()).isTrue();
    return issues;
  }
}
