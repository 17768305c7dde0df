package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.seaworthy.engine.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verdicts as CycloneDX Attestations, by CycloneDX' own schema. */
final class CycloneDxFormatTest {
  private static final String MIXED =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: bad, namespace: harbor}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: "bad,\\u202e\\"", namespace: harbor}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: odd, namespace: harbor}
      """;

  private static final String PASSING =
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: good, namespace: harbor}\n";

  @ParameterizedTest
  @ValueSource(strings = {MIXED, PASSING})
  void fitsTheSchema(String manifest) {
    JsonNode document = document(manifest);
    assertThat(schema().validate(document)).isEmpty();
  }

  /** References that lead nowhere are no matter of the schema. */
  @Test
  void everyReferenceIsThere() {
    JsonNode document = document(MIXED);
    List<String> there = document.findValuesAsText("bom-ref");
    assertThat(there).doesNotHaveDuplicates();
    JsonNode declarations = document.path("declarations");
    List<String> asked = new ArrayList<>();
    for (String name : List.of("assessor", "requirement", "target")) {
      asked.addAll(declarations.findValuesAsText(name));
    }
    for (String name : List.of("claims", "counterClaims", "evidence", "counterEvidence")) {
      declarations
          .findValues(name)
          .forEach(
              list -> list.forEach(one -> asked.add(one.isTextual() ? one.asText() : "assessor")));
    }
    assertThat(asked).hasSizeGreaterThan(6);
    assertThat(there).containsAll(asked);
  }

  @Test
  void whatFailsConformsInNothing() {
    JsonNode entry = entry(MIXED);
    assertThat(entry.path("conformance").path("score").asInt(-1)).isZero();
    assertThat(entry.has("claims")).isFalse();
    assertThat(entry.path("counterClaims")).hasSize(1);
  }

  @Test
  void unknownIsNoConformanceAndNoConfidence() {
    JsonNode entry = entry(PASSING.replace("good", "odd"));
    assertThat(entry.path("conformance").path("score").asInt(-1)).isZero();
    assertThat(entry.path("confidence").path("score").asInt(-1)).isZero();
    assertThat(entry.has("claims")).isFalse();
  }

  @Test
  void aPassConforms() {
    JsonNode entry = entry(PASSING);
    assertThat(entry.path("conformance").path("score").asInt()).isOne();
    assertThat(entry.path("confidence").path("score").asInt()).isOne();
    assertThat(entry.path("claims")).hasSize(1);
    assertThat(entry.has("counterClaims")).isFalse();
  }

  @Test
  void theSameVerdictGivesTheSameBytes() {
    assertThat(text(MIXED)).isEqualTo(text(MIXED));
  }

  private static JsonNode entry(String manifest) {
    return document(manifest).path("declarations").path("attestations").path(0).path("map").path(0);
  }

  private static JsonNode document(String manifest) {
    return StrictJson.parse(text(manifest).getBytes(StandardCharsets.UTF_8));
  }

  private static String text(String manifest) {
    Bench.Ran ran = new Bench().stdin(manifest).run("check", "-", "--format", "cyclonedx");
    assertThat(ran.err()).isEmpty();
    return ran.out();
  }

  private static JsonSchema schema() {
    return JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V7,
            factory ->
                factory.schemaMappers(
                    mappers -> mappers.mapPrefix("http://cyclonedx.org/schema/", "classpath:/")))
        .getSchema(SchemaLocation.of("http://cyclonedx.org/schema/bom-1.6.schema.json"));
  }
}
