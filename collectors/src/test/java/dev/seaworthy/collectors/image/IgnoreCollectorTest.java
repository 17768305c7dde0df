package dev.seaworthy.collectors.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.collectors.GatherOptions;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoreCollectorTest {
  private static final String PURL = "pkg:npm/%40scope/lodash@4.17.4";

  @TempDir Path temp;

  @Test
  void anIgnoredFindingIsSuppressedAndKeptWhole() {
    Snapshot snapshot = judged(".trivyignore", "# not called\nCVE-1 exp:2026-01-31\n");
    JsonNode scan = scan(snapshot);
    assertThat(scan.path("vulnerabilities")).hasSize(1);
    assertThat(scan.at("/counts/vulnerabilities/CRITICAL").asInt()).isZero();
    assertThat(scan.path("expires").asLong()).isEqualTo(1_769_817_600L);
    JsonNode one = scan.at("/suppressed/0");
    assertThat(one.path("status").asText()).isEqualTo("ignored");
    assertThat(one.path("statement").asText()).isEqualTo("not called");
    assertThat(one.path("source").asText()).isEqualTo(".trivyignore");
    assertThat(one.at("/ignore/expiredAt").asLong()).isEqualTo(1_769_817_600L);
    assertThat(one.at("/finding/severity").asText()).isEqualTo("CRITICAL");
    JsonNode entry = snapshot.ofKind("image/ignore").get(0).content().node().at("/entries/0");
    assertThat(entry.path("expired").asBoolean()).isFalse();
    assertThat(entry.path("matches").asInt()).isEqualTo(1);
    assertThat(snapshot.coverage().skipped()).isEmpty();
    assertThat(snapshot.gaps()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "CVE-1, 1",
    "CVE-1 exp:2026-01-31, 1",
    "CVE-1 exp:2026-01-10, 0",
    "CVE-1 exp:2026-01-11, 1",
    "CVE-1 exp:2025-12-31, 0",
    "cve-1, 0",
    "#CVE-1, 0",
    "CVE-11, 0"
  })
  void linesOfTheTextForm(String line, int suppressed) {
    assertThat(scan(judged(".trivyignore", line)).path("suppressed")).hasSize(suppressed);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "statement: why | 1",
        "expired_at: 2026-01-31 | 1",
        "expired_at: 2026-01-31T00:00:00Z | 1",
        "expired_at: 2025-12-31 | 0",
        "expired_at: 2026-01-10 | 0",
        "expired_at: 2026-01-10T12:00:00Z | 1",
        "expired_at: 2026-01-10T11:59:59Z | 0",
        "expired_at: 2026-01-11T01:00:00+14:00 | 0",
        "expired_at: 2026-01-10T02:00:00-12:00 | 1",
        "paths: [package-lock.json] | 0",
        "paths: ['**/package-lock.json'] | 1",
        "paths: ['web/*.json'] | 0",
        "paths: ['web/*.json', 'job/*.json'] | 1",
        "paths: ['node_modules/**'] | 1",
        "purls: ['pkg:npm/%40scope/lodash'] | 1",
        "purls: ['pkg:npm/@scope/lodash@4.17.4'] | 1",
        "purls: ['pkg:npm/%40scope/lodash@4.17.5'] | 0",
        "purls: ['pkg:npm/lodash'] | 0",
      })
  void entriesOfTheYamlForm(String more, int suppressed) {
    String yaml = "vulnerabilities:\n- id: CVE-1\n  " + more + "\n";
    assertThat(scan(judged(".trivyignore.yaml", yaml)).path("suppressed")).hasSize(suppressed);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"expired_at: soon", "expired_at: 7", "paths: 7", "paths: [7]", "purls: [lodash]"})
  void anEntryThatCannotBeReadIgnoresNothing(String more) {
    String yaml = "vulnerabilities:\n- id: CVE-1\n  " + more + "\n";
    Snapshot snapshot = judged(".trivyignore.yaml", yaml);
    assertThat(scan(snapshot).path("suppressed")).isEmpty();
    assertThat(Folder.gaps(snapshot)).containsExactly("INVALID_IGNORE_FILE .trivyignore.yaml:2:3");
    assertThat(snapshot.gaps().get(0).mayHide("image/scan")).isFalse();
  }

  @Test
  void aDayThatIsNoneIsToldWithItsLine() {
    Snapshot snapshot = judged(".trivyignore", "CVE-2\nCVE-1 exp:31.1.2026\n");
    assertThat(Folder.gaps(snapshot)).containsExactly("INVALID_IGNORE_FILE .trivyignore:2:1");
    assertThat(scan(snapshot).path("suppressed")).hasSize(1);
  }

  @Test
  void sectionsWithoutEntriesOrOfTheWrongTypeAreNoEntries() {
    Snapshot snapshot = judged(".trivyignore.yaml", "vulnerabilities: all\nsecrets:\n");
    assertThat(Folder.gaps(snapshot)).containsExactly("INVALID_IGNORE_FILE .trivyignore.yaml:1:1");
  }

  @Test
  void whatIgnoresNothingIsReported() {
    Snapshot snapshot =
        judged(
            ".trivyignore.yaml",
            """
            vulnerabilities:
            - id: CVE-1
              expired_at: 2025-12-31
            - id: CVE-9
            misconfigurations:
            - id: AVD-1
            """);
    assertThat(snapshot.coverage().skipped())
        .extracting(Coverage.Skipped::reason)
        .containsExactly(
            "ignore file: `AVD-1` of `misconfigurations` is not ignored here: only"
                + " vulnerabilities are",
            "ignore file: the entry for `CVE-1` has expired and does not count",
            "ignore file: the entry for `CVE-9` is about nothing that was scanned");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    ".trivyignore, 1",
    "scans/.trivyignore, 1",
    "scans/deep/.trivyignore, 0",
    "other/.trivyignore, 0"
  })
  void anIgnoreFileIsForItsFolder(String file, int suppressed) {
    Snapshot snapshot = folder().write("scans/scan.json", report()).write(file, "CVE-1").gather();
    assertThat(scan(snapshot).path("suppressed")).hasSize(suppressed);
  }

  @Test
  void vexGoesBeforeAnIgnoreFileAndCautionDoesNot() {
    String excused = OpenVex.statement("CVE-1", PURL, "fixed", "\"x\": 1");
    assertThat(both(excused).at("/suppressed/0/status").asText()).isEqualTo("fixed");
    JsonNode ignored = both(excused.replace("fixed", "affected"));
    assertThat(ignored.at("/suppressed/0/status").asText()).isEqualTo("ignored");
    assertThat(ignored.at("/suppressed/0/finding/vex/status").asText()).isEqualTo("affected");
  }

  @Test
  void withoutATimeWhatHasAnEndDoesNotCount() {
    Snapshot snapshot =
        Folder.at(temp)
            .write("scan.json", report())
            .write(".trivyignore", "CVE-1 exp:2999-01-01\nCVE-2\n")
            .gather();
    assertThat(scan(snapshot).at("/suppressed/0/id").asText()).isEqualTo("CVE-2");
    assertThat(scan(snapshot).path("suppressed")).hasSize(1);
  }

  private JsonNode both(String statement) {
    return scan(
        folder()
            .write("scan.json", report())
            .write("vex.json", OpenVex.document("2026-01-02T00:00:00Z", statement))
            .write(".trivyignore", "CVE-1")
            .gather());
  }

  private Folder folder() {
    Instant now = Instant.parse("2026-01-10T12:00:00Z");
    return Folder.at(temp).with(GatherOptions.DEFAULT.withNow(now));
  }

  private Snapshot judged(String name, String text) {
    return folder().write("scan.json", report()).write(name, text).gather();
  }

  private static String report() {
    String packaged =
        "\"PkgPath\": \"node_modules/lodash/package.json\", \"PkgIdentifier\": {\"PURL\": \""
            + PURL
            + "\"}";
    return Reports.results(
        Reports.vulnerabilities(
            "web/package-lock.json",
            Reports.entry("CVE-1", "CRITICAL", packaged),
            Reports.entry("CVE-2", "LOW", packaged)),
        Reports.vulnerabilities(
            "job/package-lock.json", Reports.entry("CVE-1", "CRITICAL", packaged)));
  }

  private static JsonNode scan(Snapshot snapshot) {
    return snapshot.ofKind("image/scan").get(0).content().node();
  }
}
