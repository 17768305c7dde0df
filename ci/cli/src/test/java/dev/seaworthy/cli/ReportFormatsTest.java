package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.seaworthy.engine.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Verdicts for spreadsheets, clusters and security lakes, each by the rules of its form. */
final class ReportFormatsTest {
  private static final String HOSTILE =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: "bad,\\"quoted\\"\\r\\n=1+1", namespace: harbor}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: bad, namespace: "../etc"}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: odd, namespace: harbor}
      """;

  /** Read back by a reader of RFC 4180 that knows nothing of the writer. */
  @Test
  void csvIsReadBackCellByCell() {
    List<List<String>> rows = rows(run("csv", HOSTILE).out());
    assertThat(rows).hasSize(4).allMatch(row -> row.size() == rows.get(0).size());
    assertThat(rows.get(0)).startsWith("control", "title", "bundle").endsWith("fingerprint");
    int name = rows.get(0).indexOf("name");
    int entry = rows.get(0).indexOf("entry");
    assertThat(rows.stream().skip(1).map(row -> row.get(entry)).toList())
        .containsExactlyInAnyOrder("finding", "finding", "unknown");
    assertThat(rows.stream().map(row -> row.get(name)).toList())
        .contains("bad,\"quoted\"\\r\\n=1+1");
  }

  @Test
  void noCellOfCsvIsAFormula() {
    for (String begin : List.of("=", "+", "-", "@", "\\t=", " =", "\\uff1d")) {
      String manifest =
          "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: bad, namespace: \"%scmd|' /C\"}\n"
              .formatted(begin);
      List<List<String>> rows = rows(run("csv", manifest).out());
      assertThat(rows.get(1)).anyMatch(cell -> cell.contains("cmd|"));
      for (List<String> row : rows) {
        assertThat(row).as(begin).noneMatch(cell -> cell.strip().matches("(?s)[=+\\-@\\uff1d].*"));
      }
    }
  }

  @Test
  void aPassHasALineToo() {
    List<List<String>> rows = rows(run("csv", HOSTILE.replaceAll("bad|odd", "good")).out());
    assertThat(rows).hasSize(2);
    assertThat(rows.get(1)).contains("pass");
  }

  @Test
  void openReportsAreOnePerNamespace() {
    JsonNode list = json(run("openreports", HOSTILE).out());
    assertThat(list.path("kind").asText()).isEqualTo("List");
    List<String> places = new ArrayList<>();
    for (JsonNode report : list.path("items")) {
      places.add(
          report.path("kind").asText()
              + " "
              + report.path("metadata").path("namespace").asText("-"));
      assertReport(report);
    }
    // What could be no namespace is told in the report of the cluster.
    assertThat(places).containsExactly("ClusterReport -", "Report harbor");
    JsonNode ofCluster = list.path("items").path(0);
    assertThat(ofCluster.path("summary").path("fail").asInt()).isEqualTo(1);
    assertThat(ofCluster.path("summary").path("error").asInt()).isEqualTo(1);
    assertThat(ofCluster.path("results").findValuesAsText("namespace")).containsExactly("../etc");
  }

  /** By the schema of the custom resource definition of openreports.io/v1alpha1, and beyond it. */
  private static void assertReport(JsonNode report) {
    assertThat(schema("openreports-v1alpha1.json").validate(report)).isEmpty();
    assertThat(names(report))
        .isEqualTo(Set.of("apiVersion", "kind", "metadata", "source", "summary", "results"));
    assertThat(report.path("apiVersion").asText()).isEqualTo("openreports.io/v1alpha1");
    assertThat(report.path("metadata").path("name").asText()).matches("[a-z0-9][a-z0-9-]{0,62}");
    assertThat(names(report.path("summary")))
        .isEqualTo(Set.of("pass", "fail", "warn", "error", "skip"));
    for (JsonNode result : report.path("results")) {
      assertThat(
              Set.of(
                  "source",
                  "policy",
                  "rule",
                  "category",
                  "severity",
                  "timestamp",
                  "result",
                  "scored",
                  "resources",
                  "message",
                  "properties"))
          .containsAll(names(result));
      assertThat(result.path("policy").asText()).isNotEmpty();
      assertThat(result.path("result").asText()).isIn("pass", "fail", "warn", "error", "skip");
      assertThat(result.path("severity").asText()).isIn("critical", "high", "medium", "low");
      assertThat(result.path("timestamp").path("seconds").isIntegralNumber()).isTrue();
      assertThat(result.path("timestamp").path("nanos").isIntegralNumber()).isTrue();
      result.path("properties").forEach(one -> assertThat(one.isTextual()).isTrue());
    }
  }

  private static JsonSchema schema(String file) {
    try (InputStream stream = ReportFormatsTest.class.getResourceAsStream(file)) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(StrictJson.parse(Objects.requireNonNull(stream).readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFindingBelowTheThresholdWarns() {
    Bench.Ran ran =
        new Bench()
            .stdin(HOSTILE)
            .run("check", "-", "--format", "openreports", "--fail-on", "critical");
    assertThat(json(ran.out()).findValuesAsText("result")).contains("warn").doesNotContain("fail");
  }

  /** By what OCSF 1.8.0 demands of a Compliance Finding. */
  @Test
  void ocsfHasOneEventInEachLine() {
    List<String> lines = run("ocsf", HOSTILE).out().lines().toList();
    assertThat(lines).hasSize(3);
    Set<String> uids = new HashSet<>();
    List<Integer> states = new ArrayList<>();
    for (String line : lines) {
      JsonNode event = json(line);
      assertThat(names(event))
          .contains(
              "activity_id",
              "category_uid",
              "class_uid",
              "compliance",
              "finding_info",
              "metadata",
              "severity_id",
              "time",
              "type_uid");
      assertThat(event.path("class_uid").asInt()).isEqualTo(2003);
      assertThat(event.path("type_uid").asInt()).isEqualTo(200301);
      assertThat(event.path("time").asLong()).isEqualTo(Bench.NOW.toEpochMilli());
      assertThat(event.path("severity_id").asInt()).isEqualTo(4);
      assertThat(event.path("metadata").path("version").asText()).isEqualTo("1.8.0");
      assertThat(event.path("metadata").path("product").path("name").asText()).isNotEmpty();
      assertThat(event.path("remediation").path("desc").asText()).isNotEmpty();
      assertThat(event.path("compliance").path("requirements").path(0).asText())
          .isEqualTo("nist-800-53r5 CM-6");
      states.add(event.path("compliance").path("status_id").asInt());
      uids.add(event.path("finding_info").path("uid").asText());
    }
    assertThat(states).containsExactlyInAnyOrder(3, 3, 2);
    assertThat(uids).hasSize(3);
  }

  /** By the schemas of OSCAL 1.0.4; ci/conformance/oscal has later versions. */
  @Test
  void oscalFitsItsSchemas() {
    String text = run("oscal", HOSTILE).out();
    JsonNode results = json(text);
    assertThat(schema("oscal-assessment-results-1.0.4.json").validate(results)).isEmpty();
    JsonNode root = results.path("assessment-results");
    JsonNode resource = root.path("back-matter").path("resources").path(0);
    assertThat(root.path("import-ap").path("href").asText())
        .isEqualTo("#" + resource.path("uuid").asText());
    byte[] plan = Base64.getDecoder().decode(resource.path("base64").path("value").asText());
    assertThat(schema("oscal-assessment-plan-1.0.4.json").validate(StrictJson.parse(plan)))
        .isEmpty();
    JsonNode result = root.path("results").path(0);
    assertThat(result.path("observations")).hasSize(3);
    JsonNode finding = result.path("findings").path(0);
    assertThat(finding.path("target").path("status").path("state").asText())
        .isEqualTo("not-satisfied");
    assertThat(finding.path("related-observations").findValuesAsText("observation-uuid"))
        .containsExactlyElementsOf(result.path("observations").findValuesAsText("uuid"))
        .doesNotHaveDuplicates();
    assertThat(run("oscal", HOSTILE).out()).isEqualTo(text);
  }

  @Test
  void oscalKnowsNoEmptyList() {
    JsonNode passed = json(run("oscal", HOSTILE.replaceAll("bad|odd", "good")).out());
    assertThat(schema("oscal-assessment-results-1.0.4.json").validate(passed)).isEmpty();
    assertThat(passed.toString()).contains("\"state\":\"satisfied\"").doesNotContain("[]");
  }

  private static Bench.Ran run(String format, String manifest) {
    Bench.Ran ran = new Bench().stdin(manifest).run("check", "-", "--format", format);
    assertThat(ran.err()).isEmpty();
    return ran;
  }

  private static JsonNode json(String text) {
    return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<List<String>> rows(String csv) {
    assertThat(csv).endsWith("\r\n");
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < csv.length(); i++) {
      char one = csv.charAt(i);
      if (quoted && one == '"' && csv.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (one == '"') {
        quoted = !quoted;
      } else if (!quoted && one == ',') {
        row.add(cell.toString());
        cell.setLength(0);
      } else if (!quoted && one == '\r') {
        row.add(cell.toString());
        cell.setLength(0);
        rows.add(List.copyOf(row));
        row.clear();
        i++;
      } else {
        cell.append(one);
      }
    }
    return rows;
  }
}
