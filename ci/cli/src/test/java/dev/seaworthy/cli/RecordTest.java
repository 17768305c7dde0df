package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seaworthy.collectors.record.RecordKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordTest {
  private static final String RELEASE =
      """
      apiVersion: seaworthy.dev/v1
      kind: Release
      candidate: {name: erp, version: 18.0.3}
      environment: production
      evidence:
      - {collector: record, paths: [records]}
      bundles:
      - {name: recovery, version: 1.2.0}
      """;

  private static final String DRILL =
      """
      apiVersion: seaworthy.dev/v1
      kind: RestoreDrill
      environment: production
      at: 2026-11-20T09:30:00+01:00
      by: operations@harbor.example
      backup: {label: 20261119-020000F, takenAt: 2026-11-19T02:10:00Z}
      clean: true
      checks:
      - {name: amcheck of all indexes, passed: true}
      recoveryTime: 1h40m
      lostTime: 4m
      """;

  @TempDir Path temp;

  @ParameterizedTest(name = "{1} -> {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "clean: true             | clean: true          | 0 | 2 pass",
        "recoveryTime: 1h40m     | recoveryTime: 4h1s   | 1 | recovery took 241 minutes, more than the objective of 240",
        "clean: true             | clean: false         | 1 | records/drill.yaml:7:1",
        "environment: production | environment: staging | 2 | is about another environment than the release",
        "2026-11-20T             | 2026-12-20T          | 2 | tells of a time that has not come",
        "lostTime: 4m            | lostTime: 4          | 2 | `lostTime` of this RestoreDrill is not text",
      })
  void aReleaseIsJudgedByWhatWasRecorded(String good, String bad, int code, String says)
      throws IOException {
    write("release.yaml", RELEASE);
    write("records/drill.yaml", DRILL.replace(good, bad));
    Bench.Ran ran = check();
    assertThat(ran.out().replaceAll("\\s+", " ")).contains(says);
    assertThat(ran.code()).isEqualTo(code);
  }

  @Test
  void withoutARecordNothingIsKnown() throws IOException {
    write("release.yaml", RELEASE);
    write("records/none.yaml", "# to be written\n");
    Bench.Ran ran = check();
    assertThat(ran.code()).isEqualTo(ExitCode.UNKNOWN);
    assertThat(ran.out()).contains("2 unknown");
  }

  /** By the controls that ask for a drill. */
  private Bench.Ran check() {
    return new Bench()
        .runReal(
            "check", temp.resolve("release.yaml"), "--color", "never", "--only", "REC-01,REC-02");
  }

  @Test
  void withoutADescriptorARecordIsAboutNothing() throws IOException {
    write("drill.yaml", DRILL);
    Bench.Ran ran = new Bench().runReal("check", temp, "--bundle", "recovery", "--color", "never");
    assertThat(ran.code()).isEqualTo(ExitCode.UNKNOWN);
    assertThat(ran.out()).contains("release/descriptor");
  }

  @Test
  void everyKindIsListedAndDocumented() throws IOException {
    String list = new Bench().run("record", "list").out();
    Path page = Path.of("../../docs/reference/records.md");
    for (RecordKind kind : RecordKind.all()) {
      assertThat(list).contains(kind.name() + " ").contains(kind.title());
      assertThat(Files.readString(page)).contains("| `" + kind.name() + "` |");
    }
  }

  @Test
  void aFormTellsWhatBelongsWhere() {
    Bench.Ran ran = new Bench().run("record", "new", "RestoreDrill");
    assertThat(ran.code()).isEqualTo(ExitCode.PASS);
    assertThat(ran.out())
        .startsWith("# A backup that was restored. Into a clean environment, checked, and timed.\n")
        .contains(
            """
            # what was restored
            backup:
              # as the tool calls it; such as `20261119-020000F`
              label:
              # when it was complete; such as `2026-11-20T09:30:00+01:00`
              takenAt:
            """)
        .contains(
            """
            # what was asked of the restored data
            checks:
              # what it asks; such as `amcheck of all indexes`
            - name:
              # whether it held
              passed:
            """);
  }

  @Test
  void aSchemaIsPrintedForEditors() throws IOException {
    JsonNode schema =
        new ObjectMapper().readTree(new Bench().run("record", "schema", "RollbackPlan").out());
    assertThat(schema.at("/$id").asText()).endsWith("/record/rollback-plan-v1.json");
    assertThat(schema.at("/required").toString()).contains("candidate", "phases", "at");
  }

  @Test
  void anUnknownKindIsAMistakeWithAProposal() {
    Bench.Ran ran = new Bench().run("record", "new", "RestoreDril");
    assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(ran.err()).contains("there is no record of kind `RestoreDril`", "RestoreDrill");
  }

  private void write(String name, String text) throws IOException {
    Path file = temp.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
