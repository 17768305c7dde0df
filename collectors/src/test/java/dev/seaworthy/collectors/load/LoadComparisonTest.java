package dev.seaworthy.collectors.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadComparisonTest {
  @TempDir Path temp;

  @Test
  void realRunsAreComparedByTheirSlices() {
    Snapshot snapshot = LoadResults.k6(temp).gather();
    assertThat(snapshot.gaps()).isEmpty();
    JsonNode comparison = LoadResults.comparison(snapshot);
    assertThat(comparison.path("candidate").asText()).isEqualTo(LoadResults.CANDIDATE);
    assertThat(comparison.path("environment").asText()).isEqualTo("staging");
    assertThat(comparison.at("/baselineRuns/0/candidate").asText()).isEqualTo(LoadResults.BEFORE);
    JsonNode report = LoadResults.transaction(comparison, "reporting");
    assertThat(report.at("/candidate/count").asInt()).isEqualTo(553);
    assertThat(report.at("/change/by").asText()).isEqualTo("slices");
    assertThat(report.at("/change/low").asDouble()).isLessThan(1.1);
    assertThat(report.at("/change/high").asDouble()).isGreaterThan(0.9);
  }

  @Test
  void aServerThatIsAThirdSlowerIsMeasuredSo() {
    Snapshot snapshot =
        LoadResults.k6(temp)
            .write("candidate.json.gz", LoadResults.real("k6/slower.json.gz"))
            .gather();
    JsonNode change =
        LoadResults.transaction(LoadResults.comparison(snapshot), "reporting").path("change");
    assertThat(change.path("ratio").asDouble()).isBetween(1.15, 1.5);
    assertThat(change.path("low").asDouble()).isGreaterThan(1);
    assertThat(change.path("slower").asDouble()).isGreaterThan(0.7);
    assertThat(change.path("probability").asDouble()).isLessThan(0.001);
  }

  @Test
  void theSameFilesGiveTheSameBytes() {
    Snapshot once = LoadResults.k6(temp).gather();
    Snapshot again = LoadResults.k6(temp).gather();
    assertThat(again.digest()).isEqualTo(once.digest());
  }

  @Test
  void severalRunsAreOneByTheirSamples() {
    Snapshot snapshot =
        Folder.at(temp)
            .write("a.json", LoadResults.points("move", 0, 300, 10))
            .write("b.json", LoadResults.points("move", 0, 100, 50))
            .write("c.yaml", LoadResults.record("candidate", "a.json, b.json"))
            .gather();
    JsonNode move =
        LoadResults.transaction(LoadResults.comparison(snapshot), "move").path("candidate");
    assertThat(move.path("runs").asInt()).isEqualTo(2);
    assertThat(move.path("count").asInt()).isEqualTo(400);
    // 400 samples: 300 from 10 to 19 ms, 100 from 50 to 59 ms. The mean of the two runs' would be
    // 39.
    assertThat(move.path("p95").asDouble()).isEqualTo(57);
    assertThat(move.path("p50").asDouble()).isEqualTo(16);
  }

  @Test
  void aWarmUpDoesNotCount() {
    String text =
        LoadResults.points("move", 0, 100, 500) + LoadResults.points("move", 100, 200, 10);
    Folder folder = Folder.at(temp).write("a.json", text);
    folder.write("c.yaml", LoadResults.record("candidate", "a.json"));
    assertThat(p95(folder.gather())).isGreaterThan(500);
    folder.write("c.yaml", LoadResults.record("candidate", "a.json", "warmUp: 10s"));
    assertThat(p95(folder.gather())).isEqualTo(19);
  }

  @Test
  void namesOfTheTestBecomeThoseOfControls() {
    Snapshot snapshot =
        Folder.at(temp)
            .write(
                "a.json",
                LoadResults.points("http://h/web/move?id=1", 0, 50, 10)
                    + LoadResults.points("scan", 50, 50, 10))
            .write(
                "c.yaml",
                LoadResults.record(
                    "candidate",
                    "a.json",
                    "transactions:",
                    "- {name: inventory-moves, from: [GET /web/move, scan]}"))
            .gather();
    assertThat(LoadResults.comparison(snapshot).path("transactions")).hasSize(1);
    assertThat(
            LoadResults.transaction(LoadResults.comparison(snapshot), "inventory-moves")
                .at("/candidate/count")
                .asInt())
        .isEqualTo(100);
  }

  @Test
  void percentilesOfSeveralSummariesAreBounds() {
    byte[] summary = LoadResults.real("k6/summary-export.json");
    Snapshot one =
        Folder.at(temp)
            .write("a.json", summary)
            .write("c.yaml", LoadResults.record("candidate", "a.json"))
            .gather();
    JsonNode alone = all(one);
    assertThat(alone.path("p95").asDouble()).isCloseTo(49.76, within(0.01));
    assertThat(alone.path("samples").asBoolean()).isFalse();
    Snapshot two =
        Folder.at(temp)
            .write("b.json", LoadResults.real("k6/machine-readable-summary.json"))
            .write("c.yaml", LoadResults.record("candidate", "a.json, b.json"))
            .gather();
    assertThat(all(two).has("p95")).isFalse();
    assertThat(all(two).path("p95Least").asDouble()).isCloseTo(49.76, within(0.01));
    assertThat(all(two).path("p95Most").asDouble()).isCloseTo(52.29, within(0.01));
  }

  @Test
  void samplesWithoutTimesAreSaidToBe() {
    byte[] locust = LoadResults.real("locust/candidate.json");
    Snapshot snapshot =
        Folder.at(temp)
            .write("a.json", locust)
            .write("b.json", locust)
            .write("c.yaml", LoadResults.record("candidate", "a.json"))
            .write("d.yaml", LoadResults.record("baseline", "b.json"))
            .gather();
    JsonNode change =
        LoadResults.transaction(LoadResults.comparison(snapshot), "posting").path("change");
    assertThat(change.path("by").asText()).isEqualTo("samples");
    assertThat(change.path("ratio").asDouble()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}, {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "lost.json     | a.json  | LOAD_TEST_MISSING c.yaml:8:11",
        "../a.json     | a.json  | LOAD_TEST_MISSING c.yaml:8:11",
        "a.json,a.json | b.json  | LOAD_TEST_CLAIMED_TWICE c.yaml:8:18",
        "a.json        | a.json  | LOAD_TEST_CLAIMED_TWICE d.yaml:8:11",
        "a.json        | lost.json | LOAD_TEST_UNCLAIMED b.json",
      })
  void whatDoesNotFitTogetherIsAGap(String own, String other, String gap) {
    Snapshot snapshot =
        Folder.at(temp)
            .write("a.json", LoadResults.points("move", 0, 50, 10))
            .write("b.json", LoadResults.points("move", 0, 50, 10))
            .write("c.yaml", LoadResults.record("candidate", own))
            .write("d.yaml", LoadResults.record("baseline", other))
            .gather();
    assertThat(Folder.gaps(snapshot)).contains(gap);
    assertThat(snapshot.gaps()).allMatch(one -> one.mayHide("load/comparison"));
  }

  @Test
  void oneNameForTwoTransactionsIsAGap() {
    Snapshot snapshot =
        Folder.at(temp)
            .write("a.json", LoadResults.points("move", 0, 50, 10))
            .write(
                "c.yaml",
                LoadResults.record(
                    "candidate",
                    "a.json",
                    "transactions:",
                    "- {name: one, from: [move]}",
                    "- {name: two, from: [move]}"))
            .gather();
    assertThat(Folder.gaps(snapshot)).containsExactly("LOAD_NAME_TWICE c.yaml:11:22");
  }

  @Test
  void aFileOfAnotherFolderIsFoundFromTheRecords() {
    Snapshot snapshot =
        Folder.at(temp)
            .write("load/a.json", LoadResults.points("move", 0, 50, 10))
            .write("records/c.yaml", LoadResults.record("candidate", "../load/a.json"))
            .gather();
    assertThat(snapshot.gaps()).isEmpty();
  }

  private static double p95(Snapshot snapshot) {
    return LoadResults.transaction(LoadResults.comparison(snapshot), "move")
        .at("/candidate/p95")
        .asDouble();
  }

  private static JsonNode all(Snapshot snapshot) {
    return LoadResults.transaction(LoadResults.comparison(snapshot), "all requests")
        .path("candidate");
  }
}
