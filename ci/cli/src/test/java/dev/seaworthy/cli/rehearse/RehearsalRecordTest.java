package dev.seaworthy.cli.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RehearsalRecordTest {
  @TempDir Path temp;

  @Test
  void itTellsWhatWasSeen() {
    JsonNode record = Samples.record(Samples.observed(), Outcome.COMPLETE, true).content().node();
    assertThat(record.path("at").asText()).isEqualTo("2026-11-20T09:30:00Z");
    assertThat(record.path("took").asText()).isEqualTo("10s");
    assertThat(record.path("databaseSize").asText()).isEqualTo((400L << 20) + "B");
    assertThat(texts(record.path("phases"), "name"))
        .containsExactly("start", "schema", "data & more");
    assertThat(texts(record.path("phases"), "seconds")).containsExactly("1.0", "6.25", "2.75");
    assertThat(record.path("locks").toString())
        .isEqualTo(
            """
            {"blockedSessions":2,"held":[{"at":2.5,"atLeast":3.5,"mode":"ACCESS EXCLUSIVE","seconds":4.5,"table":"public.a"}],\
            "heldLeftOut":0,"samples":21,"waits":[{"at":6.5,"blockers":1,"for":"public.a","mode":"AccessShareLock","seconds":3.5},\
            {"at":3,"blockers":1,"for":"row","mode":"AccessShareLock","seconds":0.1}],"waitsLeftOut":0}\
            """);
    JsonNode measured = record.path("measured");
    assertThat(measured.path("clock").toString())
        .isEqualTo("{\"skewSeconds\":-0.012,\"withinSeconds\":0.002}");
    assertThat(measured.path("wal").toString())
        .isEqualTo("{\"bytes\":20000000,\"peakBytesPerSecond\":2000000}");
    assertThat(measured.path("replication").toString())
        .isEqualTo(
            """
            {"replicas":[{"flushLagSeconds":0.1,"lagBytes":81920,"lost":false,"name":"standby",\
            "replayLagSeconds":0.2,"samples":21,"sync":"async","writeLagSeconds":0.05}],"seen":"replicas"}\
            """);
    assertThat(measured.path("tables").toString())
        .isEqualTo(
            """
            [{"after":157286400,"before":104857600,"table":"public.a"},{"after":1,"table":"public.b"}]\
            """);
  }

  @Test
  void argumentsOfTheCommandAreNobodysBusiness() {
    String record = Samples.record(Samples.observed(), Outcome.COMPLETE, true).content().toString();
    assertThat(record).contains("odoo-bin").doesNotContain("hush").doesNotContain("/opt");
  }

  @Test
  void whatMayNotBeSeenIsSaid() {
    JsonNode measured =
        Samples.record(Samples.observed(), Outcome.COMPLETE, false)
            .content()
            .node()
            .path("measured");
    assertThat(measured.at("/replication/seen").asText()).isEqualTo("not-permitted");
    assertThat(measured.path("unknown").toString()).contains("grant `pg_monitor`");
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void everyRecordFitsTheSchemaHoweverItEnded(Outcome outcome) throws IOException {
    collected(Samples.record(Samples.observed(), outcome, true));
  }

  @Test
  void aRecordOfNothingSeenFitsTheSchemaToo() throws IOException {
    JsonNode content = collected(Samples.record(new Observed(0), Outcome.INTERRUPTED, true));
    assertThat(content.has("locks")).isFalse();
    assertThat(content.at("/measured/outcome").asText()).isEqualTo("interrupted");
  }

  @Test
  void aDatabaseWithoutReplicasIsSaidToHaveNone() {
    JsonNode record = Samples.record(new Observed(0), Outcome.COMPLETE, true).content().node();
    assertThat(record.at("/measured/replication").toString()).isEqualTo("{\"seen\":\"none\"}");
  }

  private JsonNode collected(RehearsalRecord record) throws IOException {
    Path file = temp.resolve("rehearsal.json");
    Files.writeString(file, record.content().toString());
    Bench.Ran ran = new Bench().run("collect", file, "--format", "json");
    JsonNode snapshot = new com.fasterxml.jackson.databind.ObjectMapper().readTree(ran.out());
    assertThat(snapshot.path("gaps")).as(ran.out()).isEmpty();
    assertThat(snapshot.at("/evidence/0/kind").asText()).isEqualTo("record/migration-rehearsal");
    return snapshot.at("/evidence/0/content");
  }

  private static List<String> texts(JsonNode entries, String key) {
    List<String> texts = new ArrayList<>();
    entries.forEach(
        entry ->
            texts.add(
                String.valueOf(
                    entry.path(key).isNumber()
                        ? entry.path(key).asDouble()
                        : entry.path(key).asText())));
    return texts;
  }
}
