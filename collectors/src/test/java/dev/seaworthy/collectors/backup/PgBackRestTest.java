package dev.seaworthy.collectors.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PgBackRestTest {
  private static final Path REAL = Path.of("../fixtures/harbor/backups/pgbackrest.json");

  /** What pgBackRest 2.45 wrote where there was no backup yet. */
  private static final String EMPTY =
      """
      [{"archive":[],"backup":[],"cipher":"mixed","db":[],"name":"harbor","repo":[{"cipher":"aes-256-cbc",\
      "key":1,"status":{"code":1,"message":"missing stanza path"}}],"status":{"code":1,"lock":{"backup":\
      {"held":false}},"message":"missing stanza path"}}]
      """;

  private static final String BACKUP =
      """
      {"archive":{"start":"000000010000000000000002","stop":"000000010000000000000002"},\
      "database":{"id":1,"repo-key":1},"error":null,"label":"20261122-010005F","reference":null,\
      "timestamp":{"start":1795309205,"stop":1795309255},"type":"full"}""";

  @TempDir Path temp;

  @Test
  void theListOfARealRepositoryIsRead() throws IOException {
    Snapshot snapshot = list(Files.readString(REAL));
    JsonNode stanza = stanza(snapshot);
    assertThat(stanza.path("stanza").asText()).isEqualTo("harbor");
    assertThat(stanza.path("repositories")).hasSize(2);
    assertThat(stanza.at("/repositories/1/cipher").asText()).isEqualTo("none");
    assertThat(stanza.at("/archives/0/max").asText()).isEqualTo("000000010000000000000008");
    assertThat(stanza.path("backups")).hasSize(4);
    assertThat(stanza.at("/backups/2/type").asText()).isEqualTo("incr");
    assertThat(stanza.at("/backups/2/references/0").asText())
        .isEqualTo(stanza.at("/backups/0/label").asText());
    assertThat(Folder.gaps(snapshot)).containsExactly("BACKUP_LIST_UNCLAIMED backups.json");
  }

  @Test
  void aFindingPointsAtItsPlace() throws IOException {
    Evidence stanza = list(Files.readString(REAL)).ofKind("backup/stanza").get(0);
    int repository = stanza.locations().locate(JsonPath.of("repositories", 1, "cipher")).line();
    assertThat(Files.readAllLines(REAL).get(repository - 1)).contains("\"cipher\": \"none\"");
    int backup = stanza.locations().locate(JsonPath.of("backups", 1, "error")).line();
    assertThat(Files.readAllLines(REAL).get(backup - 1)).contains("\"error\": false");
  }

  @Test
  void aStanzaWithoutBackupIsRead() {
    JsonNode stanza = stanza(list(EMPTY));
    assertThat(stanza.path("backups")).isEmpty();
    assertThat(stanza.at("/repositories/0/status/code").asInt()).isEqualTo(1);
  }

  @Test
  void pagesWithoutChecksumsWereNotLookedAt() {
    JsonNode backup = stanza(list(with(BACKUP))).at("/backups/0");
    assertThat(backup.has("error")).isFalse();
    assertThat(backup.path("stop").asLong()).isEqualTo(1795309255L);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "1795309255             | \"1795309255\"",
        "1795309255             | 1795309255.5",
        "1795309255             | -1",
        "\"type\":\"full\"      | \"type\":7",
        "\"label\":\"20261122-010005F\" | \"name\":\"x\"",
        "\"database\":{\"id\":1,\"repo-key\":1} | \"database\":{\"id\":1}",
        "\"timestamp\"          | \"times\"",
      })
  void whatPgBackRestDoesNotWriteIsAGap(String good, String bad) {
    String text = with(BACKUP).replace(good, bad);
    assertThat(text).isNotEqualTo(with(BACKUP));
    assertThat(Folder.gaps(list(text)))
        .anyMatch(gap -> gap.startsWith("INVALID_BACKUP_LIST backups.json:1:"));
  }

  @Test
  void oldVersionsWithoutRepositoriesAreGaps() {
    String old = EMPTY.replaceAll("\"repo\":\\[.*?\\}\\}\\],", "");
    assertThat(Folder.gaps(list(old))).contains("INVALID_BACKUP_LIST backups.json:1:2");
  }

  @Test
  void aBrokenBackupKeepsThePlacesOfTheOthers() {
    JsonNode stanza = stanza(list(with("7," + BACKUP)));
    assertThat(stanza.path("backups")).hasSize(2);
    assertThat(stanza.at("/backups/1/type").asText()).isEqualTo("full");
  }

  @Test
  void aListThatBreaksOffIsAGap() throws IOException {
    String real = Files.readString(REAL);
    assertThat(Folder.gaps(list(real.substring(0, real.length() / 2)))).isNotEmpty();
  }

  @Test
  void moreBackupsThanAnybodyKeepsAreCut() {
    Snapshot snapshot =
        list(with(String.join(",", Collections.nCopies(PgBackRestReader.MAX_BACKUPS + 1, "{}"))));
    assertThat(stanza(snapshot).path("backups")).hasSize(PgBackRestReader.MAX_BACKUPS);
    assertThat(snapshot.gaps())
        .anyMatch(gap -> gap.problem().message().contains("more than 50000"));
  }

  @Test
  void aRecordSaysWhoseTheyAre() {
    Snapshot snapshot =
        Folder.at(temp)
            .write("backups.json", EMPTY)
            .write(
                "report.yaml",
                """
                apiVersion: seaworthy.dev/v1
                kind: BackupReport
                environment: production
                at: 2026-11-20T09:30:00Z
                by: operations@harbor.example
                results: [backups.json]
                offSite: [2]
                verified: {at: 2026-11-20T09:00:00Z, passed: true}
                """)
            .gather();
    assertThat(Folder.gaps(snapshot)).isEmpty();
    JsonNode stanza = stanza(snapshot);
    assertThat(stanza.path("environment").asText()).isEqualTo("production");
    assertThat(stanza.path("offSite")).hasToString("[2]");
    assertThat(stanza.at("/verified/passed").asBoolean()).isTrue();
    assertThat(stanza.has("archiving")).isFalse();
  }

  private static String with(String backups) {
    return EMPTY.replace("\"backup\":[]", "\"backup\":[" + backups + "]");
  }

  private Snapshot list(String text) {
    return Folder.at(temp).write("backups.json", text).gather("backups.json");
  }

  private static JsonNode stanza(Snapshot snapshot) {
    return snapshot.ofKind("backup/stanza").get(0).content().node();
  }
}
