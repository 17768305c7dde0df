package dev.seaworthy.collectors.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordKindTest {
  @TempDir Path temp;

  static List<RecordKind> kinds() {
    return RecordKind.all();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everySchemaIsOne(RecordKind kind) {
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of(SchemaId.V202012))
                .validate(kind.schema()))
        .isEmpty();
    assertThat(kind.schema().at("/properties/kind/const").asText()).isEqualTo(kind.name());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKeyIsExplained(RecordKind kind) {
    assertThat(kind.schema().path("$id").asText()).endsWith("-v1.json");
    explained(kind.schema());
  }

  /** Nobody can pass a gate with a form that was not filled in. */
  @ParameterizedTest
  @MethodSource("kinds")
  void anEmptyFormIsNoRecord(RecordKind kind) throws IOException {
    StringBuilder form = new StringBuilder();
    new RecordTemplate(kind, form).write();
    Snapshot snapshot = Folder.at(temp).write("r.yaml", form.toString()).gather("r.yaml");
    assertThat(snapshot.evidence()).isEmpty();
    assertThat(snapshot.gaps())
        .anySatisfy(gap -> assertThat(gap.problem().message()).contains("has no value yet"));
    assertThat(snapshot.gaps())
        .extracting(gap -> gap.problem().code())
        .containsOnly("INVALID_RECORD", "NO_EVIDENCE");
  }

  @Test
  void thoseAboutACandidateSaySo() {
    assertThat(kinds())
        .filteredOn(RecordKind::isAboutCandidate)
        .extracting(RecordKind::evidenceKind)
        .containsExactly(
            "record/acceptance-report",
            "record/access-change-approval",
            "record/audit-trail",
            "record/cache-cut-over",
            "record/change-review",
            "record/integrity-report",
            "record/load-test",
            "record/migration-freeze",
            "record/migration-rehearsal",
            "record/pool-samples",
            "record/queue-drain",
            "record/rollback-plan",
            "record/rollout-test",
            "record/test-run");
  }

  private static void explained(JsonNode schema) {
    schema
        .path("properties")
        .properties()
        .forEach(
            entry -> {
              assertThat(entry.getValue().path("description").asText())
                  .as(entry.getKey())
                  .isNotEmpty();
              explained(entry.getValue());
              explained(entry.getValue().path("items"));
            });
  }
}
