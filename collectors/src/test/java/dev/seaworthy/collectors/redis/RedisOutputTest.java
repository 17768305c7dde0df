package dev.seaworthy.collectors.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisOutputTest {
  private static final Path REAL = Path.of("../fixtures/harbor/redis/peak.log");
  private static final String HEAD = "# Server\r\nredis_version:7.0.15\r\n";

  @TempDir Path temp;

  @Test
  void theAnswersOfARealServerAreRead() throws IOException {
    JsonNode server = server(log(Files.readString(REAL)));
    assertThat(server.at("/info/redis_version").asText()).isEqualTo("7.0.15");
    assertThat(server.at("/info/maxmemory").asLong()).isEqualTo(805306368);
    assertThat(server.at("/info/serverTime").asLong()).isEqualTo(1795529100L);
    assertThat(server.at("/info/onlineReplicas").asInt()).isZero();
    assertThat(server.at("/settings/maxmemory-policy").asText()).isEqualTo("volatile-lru");
    assertThat(server.at("/settings/save").asText()).isEmpty();
    assertThat(server.path("users")).hasSize(4);
  }

  @Test
  void noPasswordAndNoHashOfOneIsKept() throws IOException {
    String real = Files.readString(REAL).replace("requirepass\n\n", "requirepass\nhunter2\n");
    Snapshot snapshot = log(real);
    assertThat(server(snapshot).at("/settings/requirepass").asText()).isEqualTo("set");
    assertThat(server(snapshot).at("/users/0/passwords").asInt()).isEqualTo(1);
    assertThat(server(snapshot).toString())
        .doesNotContain("hunter2")
        .doesNotContainPattern("[0-9a-f]{32}");
  }

  @Test
  void aFindingPointsAtItsLine() throws IOException {
    Evidence evidence = log(Files.readString(REAL)).ofKind("redis/server").get(0);
    assertThat(evidence.locations().locate(JsonPath.of("info", "maxmemory")))
        .hasToString("cache.log:67:1");
    assertThat(evidence.locations().locate(JsonPath.of("users", 3, "commands")).line())
        .isGreaterThan(500);
    assertThat(evidence.locations().locate(JsonPath.of("info"))).hasToString("cache.log");
  }

  @Test
  void answersInJsonAreTheSame() {
    Snapshot snapshot =
        log(HEAD + "{\"port\":\"0\",\"masterauth\":\"secret\"}\n[\"user a on #aa ~* +get\"]\n");
    assertThat(server(snapshot).path("settings")).hasToString("{\"port\":\"0\"}");
    assertThat(server(snapshot).at("/users/0/name").asText()).isEqualTo("a");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "+@all                                  | yes",
        "-@all +@all -@dangerous                | no",
        "-@all +flushall                        | yes",
        "+@all -flushall                        | no",
        "+@all -@dangerous +@keyspace           | yes",
        "+flushall nocommands                   | no",
        "allcommands                            | yes",
        "+flush                                 | no",
        "-@all (~a:* -@all +flushall)           | yes",
        "-@all (~a:* +@all -@dangerous) +get    | no",
        "+flushall reset                        | no",
      })
  void theLastRuleAboutACommandCounts(String rules, String allowed) {
    JsonNode server = server(log(HEAD + "user x on #aa " + rules + "\n"));
    assertThat(server.at("/users/0/commands").toString().contains("\"flushall\""))
        .isEqualTo(allowed.equals("yes"));
  }

  @Test
  void aRuleAboutASubcommandIsAboutItAlone() {
    JsonNode server = server(log(HEAD + "user x on nopass -@all +config|get +debug\n"));
    assertThat(server.at("/users/0/commands")).hasToString("[\"config|get\",\"debug\"]");
    assertThat(server.at("/users/0/noPassword").asBoolean()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "maxmemory:1,5\r\n",
        "maxmemory:768mb\r\n",
        "mem_fragmentation_ratio:-nan\r\n",
        "mem_fragmentation_ratio:inf\r\n",
        "used_memory:-5\r\n",
        "used_memory:99999999999999999999\r\n",
        "redis_version:7.0.15\r\n",
        "NOPERM this user has no permissions to run the 'acl|list' command\n",
        "error:\"NOAUTH Authentication required.\"\n",
        "user nobody\n",
        "Some words that no server writes\n",
        "{\"port\":\n",
      })
  void whatNoServerWritesIsAGapWithItsLine(String line) {
    assertThat(Folder.gaps(log(HEAD + line))).contains("INVALID_REDIS_OUTPUT cache.log:3:1");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"used_mem", "maxmemory-policy\n", "appendonly\nyes\nsave\n"})
  void whatBreaksOffIsAGap(String end) {
    assertThat(Folder.gaps(log(HEAD + end)))
        .anyMatch(gap -> gap.startsWith("INVALID_REDIS_OUTPUT cache.log:"));
  }

  @Test
  void aSettingThatLooksLikeAnotherAnswerIsStillAValue() {
    Snapshot snapshot = log(HEAD + "bind\nuser x on\nport\n0\nlogfile\n# none\n");
    assertThat(server(snapshot).at("/settings/bind").asText()).isEqualTo("user x on");
    assertThat(server(snapshot).has("users")).isFalse();
    assertThat(Folder.gaps(snapshot)).containsExactly("CACHE_ANSWER_UNCLAIMED cache.log");
  }

  @Test
  void moreUsersThanAnyServerHasAreCut() {
    String users =
        IntStream.rangeClosed(0, RedisReader.MAX_USERS)
            .mapToObj(i -> "user u" + i + " on +@all\n")
            .collect(Collectors.joining());
    Snapshot snapshot = log(HEAD + users);
    assertThat(server(snapshot).path("users")).hasSize(RedisReader.MAX_USERS);
    assertThat(Folder.gaps(snapshot)).contains("INVALID_REDIS_OUTPUT cache.log:10003:1");
  }

  @Test
  void replicasThatAreNotOnlineDoNotCount() {
    Snapshot snapshot =
        log(
            HEAD
                + "slave0:ip=a,port=1,state=online,lag=0\r\nslave1:ip=b,port=1,state=wait_bgsave\r\n");
    assertThat(server(snapshot).at("/info/onlineReplicas").asInt()).isEqualTo(1);
  }

  @Test
  void aRecordSaysWhichServerItIs() {
    Snapshot snapshot =
        Folder.at(temp)
            .write("a/cache.log", HEAD)
            .write(
                "cache.yaml",
                """
                apiVersion: seaworthy.dev/v1
                kind: CacheServer
                environment: production
                at: 2026-11-20T09:30:00Z
                by: operations@harbor.example
                server: harbor-redis
                sessions: true
                atPeak: false
                results: [a/cache.log, a/none.log]
                """)
            .gather();
    assertThat(server(snapshot).path("server").asText()).isEqualTo("harbor-redis");
    assertThat(server(snapshot).path("sessions").asBoolean()).isTrue();
    assertThat(Folder.gaps(snapshot)).containsExactly("CACHE_ANSWER_MISSING cache.yaml:9:24");
  }

  @Test
  void aValkeyServerIsOneToo() {
    assertThat(
            server(
                    log(
                        "# Server\r\nredis_version:7.2.4\r\nserver_name:valkey\r\nvalkey_version:8.1.1\r\n"))
                .at("/info/valkey_version")
                .asText())
        .isEqualTo("8.1.1");
  }

  private Snapshot log(String text) {
    return Folder.at(temp).write("cache.log", text).gather("cache.log");
  }

  private static JsonNode server(Snapshot snapshot) {
    return snapshot.ofKind("redis/server").get(0).content().node();
  }
}
