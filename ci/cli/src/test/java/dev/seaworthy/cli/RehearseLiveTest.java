package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rehearses on a real PostgreSQL with a streaming replica, which {@code
 * ci/components/postgresql.sh} starts.
 */
class RehearseLiveTest {
  private static final String URL = "SEAWORTHY_TEST_POSTGRESQL";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path temp;
  private String url = "";

  @BeforeEach
  void make() throws IOException, InterruptedException {
    assumeTrue(System.getenv(URL) != null, "no $" + URL + ": run ci/components/postgresql.sh");
    url = String.valueOf(System.getenv(URL));
    awaitReplica();
    psql(
        "DROP TABLE IF EXISTS stock_move",
        "CREATE TABLE stock_move AS SELECT i AS id, md5(i::text) AS name FROM generate_series(1,"
            + " 20000) i");
  }

  @Test
  void aMigrationIsSeenWithItsLocksWaitsReplicaAndPhases() throws Exception {
    Path script =
        script(
            """
            echo 'seaworthy-phase: lock'
            %s 'BEGIN; ALTER TABLE stock_move ADD qty int; SELECT pg_sleep(4); COMMIT' >/dev/null &
            sleep 1.5
            echo 'seaworthy-phase: wait' >&2
            %s 'SELECT count(*) FROM stock_move' >/dev/null
            wait
            echo 'seaworthy-phase: backfill'
            %s 'UPDATE stock_move SET qty = id; CREATE INDEX ON stock_move (name)' >/dev/null
            """);
    Bench.Ran ran = rehearse(url, script);
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.PASS);
    assertThat(ran.out()).contains("seaworthy-phase: lock\n");
    JsonNode record = record();
    JsonNode lock = held(record, "public.stock_move", "ACCESS EXCLUSIVE");
    assertThat(lock.path("seconds").asDouble()).isGreaterThan(4);
    assertThat(lock.path("atLeast").asDouble())
        .isBetween(4 - 2 * longestGap(record) - 0.5, lock.path("seconds").asDouble());
    assertThat(record.at("/locks/blockedSessions").asInt()).isPositive();
    assertThat(record.at("/locks/waits").toString())
        .contains("\"for\":\"public.stock_move\",\"mode\":\"AccessShareLock\"");
    assertThat(record.path("phases"))
        .extracting(phase -> phase.path("name").asText())
        .containsExactly("start", "lock", "wait", "backfill");
    JsonNode measured = record.path("measured");
    assertThat(measured.path("outcome").asText()).isEqualTo("complete");
    assertThat(measured.at("/replication/replicas/0/name").asText()).isEqualTo("standby");
    assertThat(measured.at("/replication/replicas/0/lost").asBoolean()).isFalse();
    assertThat(measured.at("/wal/bytes").asLong()).isGreaterThan(1_000_000);
    assertThat(measured.path("tables").toString()).contains("public.stock_move");
    assertThat(measured.at("/size/after").asLong())
        .isGreaterThan(measured.at("/size/before").asLong());
    assertThat(Files.readString(temp.resolve("rehearsal.svg")))
        .contains("public.stock_move", "backfill");
    assertThat(gaps()).isEmpty();
  }

  @Test
  void aMigrationThatFailsIsRecordedAsFailed() throws Exception {
    Bench.Ran ran = rehearse(url, script("exit 3\n"));
    assertThat(ran.code()).isEqualTo(ExitCode.FAIL);
    assertThat(record().at("/measured/outcome").asText()).isEqualTo("failed");
    assertThat(record().at("/measured/exitStatus").asInt()).isEqualTo(3);
  }

  @Test
  void aRoleWithoutRightsSeesLocksAndNoReplicas() throws Exception {
    Path script =
        script("%s 'BEGIN; LOCK TABLE stock_move; SELECT pg_sleep(3); COMMIT' >/dev/null\n");
    Bench.Ran ran = rehearse(String.valueOf(System.getenv(URL + "_VIEWER")), script);
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.PASS);
    JsonNode record = record();
    assumeTrue(longestGap(record) < 3, "this machine is too busy to sample every three seconds");
    assertThat(held(record, "public.stock_move", "ACCESS EXCLUSIVE").path("seconds").asDouble())
        .isGreaterThan(3);
    assertThat(record.at("/measured/replication/seen").asText()).isEqualTo("not-permitted");
    assertThat(record.at("/measured/unknown").toString()).contains("grant `pg_monitor`");
    assertThat(gaps()).isEmpty();
  }

  @Test
  void aServerThatCrashesLeavesARecordThatSaysSo() throws Exception {
    Path script =
        script("sleep 1; $" + URL + "_CTL primary stop; sleep 1; $" + URL + "_CTL primary start\n");
    Bench.Ran ran = rehearse(url, script);
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.UNKNOWN);
    assertThat(ran.err()).contains("the database was lost");
    assertThat(record().at("/measured/outcome").asText()).isEqualTo("database-lost");
    assertThat(record().at("/measured/sampling/failed").asInt()).isPositive();
    assertThat(gaps()).isEmpty();
  }

  @Test
  void aSignalStopsTheMigrationAndKeepsWhatWasSeen() throws Exception {
    Path started = temp.resolve("started");
    Path script = script("touch '" + started + "'; sleep 600 & wait\n");
    Path err = temp.resolve("err");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    arguments(url, script).forEach(word -> command.add(word.toString()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(err.toFile()).start();
    try {
      for (int i = 0; i < 600 && !Files.exists(started); i++) {
        Thread.sleep(100);
      }
      List<ProcessHandle> children = process.descendants().toList();
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(err)).isEqualTo(ExitCode.UNKNOWN);
      assertThat(children).isNotEmpty();
      // What was killed counts as alive until whoever inherited it has taken note.
      for (ProcessHandle child : children) {
        child.onExit().get(30, TimeUnit.SECONDS);
      }
      assertThat(children).noneMatch(ProcessHandle::isAlive);
    } finally {
      process.destroyForcibly();
    }
    assertThat(record().at("/measured/outcome").asText()).isEqualTo("interrupted");
    assertThat(record().at("/locks/samples").asInt()).isPositive();
  }

  @Test
  void aServerTellsOfItself() throws Exception {
    JsonNode all = database(url);
    assertThat(all.at("/replication/replicas/0/state").asText()).isEqualTo("streaming");
    assertThat(all.at("/replication/slots/0/active").asBoolean()).isTrue();
    assertThat(all.path("owner").asText()).isEqualTo("harbor");
    assertThat(all.path("access").toString()).contains("scram-sha-256");
    assertThat(all.path("settings").toString())
        .contains("{\"name\":\"data_checksums\",\"pendingRestart\":false,\"value\":\"on\"}");
    assertThat(all.path("unknown")).isEmpty();
    JsonNode little = database(String.valueOf(System.getenv(URL + "_VIEWER")));
    assertThat(little.has("access")).isFalse();
    assertThat(little.at("/replication/seen").asText()).isEqualTo("not-permitted");
    assertThat(little.path("unknown")).hasSize(2);
    assertThat(gaps()).isEmpty();
  }

  @Test
  void membershipsAreToldWithWhatTheyGive() throws Exception {
    psql(
        "DROP ROLE IF EXISTS erp_app",
        "DROP ROLE IF EXISTS erp_writers",
        "CREATE ROLE erp_writers",
        "CREATE ROLE erp_app LOGIN NOINHERIT",
        "GRANT erp_writers TO erp_app WITH ADMIN OPTION");
    JsonNode all = database(url);
    JsonNode app = null;
    for (JsonNode role : all.path("roles")) {
      app = role.path("name").asText().equals("erp_app") ? role : app;
    }
    assertThat(app).isNotNull();
    assertThat(app.path("memberOf").toString()).isEqualTo("[\"erp_writers\"]");
    assertThat(app.path("adminOf").toString()).isEqualTo("[\"erp_writers\"]");
    assertThat(app.path("notInherited").toString()).isEqualTo("[\"erp_writers\"]");
    assertThat(app.path("notSettable")).isEmpty();
    assertThat(all.path("access"))
        .anyMatch(
            rule ->
                rule.path("type").asText().equals("host")
                    && rule.path("users").toString().equals("[\"all\"]")
                    && rule.path("method").asText().equals("scram-sha-256"));
    assertThat(gaps()).isEmpty();
  }

  /** A replica comes back some seconds after its primary does. */
  private void awaitReplica() throws IOException, InterruptedException {
    String streams = "SELECT 1 / count(*) FROM pg_stat_replication WHERE state = 'streaming'";
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                "for i in {1..60}; do psql -qX \"$0\" -c \"$1\" && exit; sleep 1; done; exit 1",
                url,
                streams)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isZero();
  }

  private JsonNode database(String from) throws IOException {
    Path out = temp.resolve("database.json");
    Bench.Ran ran =
        new Bench()
            .run(
                "record",
                "database",
                "--database",
                from,
                "--environment",
                "production",
                "--by",
                "ops",
                "-o",
                out);
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.PASS);
    return JSON.readTree(out.toFile());
  }

  private Bench.Ran rehearse(String from, Path script) {
    return new Bench().run(arguments(from, script).toArray());
  }

  private List<Object> arguments(String from, Path script) {
    return List.of(
        "rehearse",
        "--database",
        from,
        "-o",
        temp.resolve("rehearsal.json"),
        "--candidate",
        "sha256:" + "ab".repeat(32),
        "--environment",
        "staging",
        "--window",
        "4h",
        "--production-size",
        "10MB",
        "--by",
        "dba",
        "--interval",
        "100ms",
        "--",
        "bash",
        script);
  }

  private JsonNode record() throws IOException {
    return JSON.readTree(temp.resolve("rehearsal.json").toFile());
  }

  /** What the collector has to say against the records. */
  private JsonNode gaps() throws IOException {
    Bench.Ran ran = new Bench().run("collect", temp, "--format", "json", "--exclude", "migrate.sh");
    return JSON.readTree(ran.out()).path("gaps");
  }

  /** A busy machine samples as seldom as it can; what follows from that holds all the same. */
  private static double longestGap(JsonNode record) {
    return record.at("/measured/sampling/longestGapSeconds").asDouble();
  }

  private static JsonNode held(JsonNode record, String table, String mode) {
    for (JsonNode lock : record.at("/locks/held")) {
      if (lock.path("table").asText().equals(table) && lock.path("mode").asText().equals(mode)) {
        return lock;
      }
    }
    throw new AssertionError("no such lock in " + record.at("/locks/held"));
  }

  /** A migration; `%s` of its text is psql, which takes a statement. */
  private Path script(String text) throws IOException {
    String psql = "psql -qX -v ON_ERROR_STOP=1 \"$" + URL + "\" -c";
    Path file = temp.resolve("migrate.sh");
    Files.writeString(file, "set -eu\n" + text.replace("%s", psql));
    return file;
  }

  private void psql(String... statements) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("psql", "-qX", "-v", "ON_ERROR_STOP=1", url));
    for (String statement : statements) {
      command.addAll(List.of("-c", statement));
    }
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }
}
