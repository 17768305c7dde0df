package dev.seaworthy.collectors.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that the real tools wrote, and the figures that they printed of them. */
class LoadFormsTest {
  @TempDir Path temp;

  @Test
  void pointsOfK6GiveTheFiguresThatK6Prints() {
    JsonNode run = run("k6/candidate.json.gz", "c.json.gz");
    assertThat(run.path("tool").asText()).isEqualTo("k6");
    assertThat(run.path("complete").asBoolean()).isTrue();
    assertThat(run.path("seconds").asLong()).isBetween(19L, 21L);
    JsonNode moves = LoadResults.transaction(run, "inventory-move");
    assertThat(moves.path("count").asInt()).isEqualTo(553);
    Latencies latencies = new Latencies();
    for (JsonNode slice : moves.path("slices")) {
      slice
          .path("latencies")
          .forEach(pair -> latencies.addBucket(pair.path(0).asDouble(), pair.path(1).asLong()));
    }
    // k6: med=12.86ms max=75.84ms p(90)=19.41ms p(95)=23.41ms, interpolated
    assertThat(latencies.quantile(0.5)).isCloseTo(12.86, Percentage.withPercentage(1));
    assertThat(latencies.quantile(0.9)).isCloseTo(19.41, Percentage.withPercentage(1));
    assertThat(latencies.quantile(0.95)).isCloseTo(23.41, Percentage.withPercentage(1));
    assertThat(latencies.quantile(1)).isCloseTo(75.84, Percentage.withPercentage(0.5));
  }

  @Test
  void requestsGroupsAndTrendsOfK6AreTransactions() {
    JsonNode run = run("k6/candidate.json.gz", "c.json.gz");
    assertThat(run.path("transactions"))
        .extracting(one -> one.path("name").asText())
        .containsExactly(
            "GET /api/v1/orders",
            "barcode-scan",
            "barcode_burst",
            "group posting",
            "inventory-move",
            "posting",
            "procurement",
            "reporting",
            "reservation");
    long failures = 0;
    for (JsonNode one : run.path("transactions")) {
      failures += one.path("failures").asLong();
    }
    assertThat(failures).as("k6: 10 out of 3871").isEqualTo(10);
    assertThat(LoadResults.transaction(run, "barcode_burst").has("failures")).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "k6/summary-export.json, '', 3871, 10, 49.76",
    "k6/machine-readable-summary.json, 1.8.1, 588, 1, 52.29"
  })
  void summariesOfK6HavePercentilesAndNoSamples(
      String file, String version, int count, int failures, double p95) {
    JsonNode run = run(file, "s.json");
    assertThat(run.path("version").asText()).isEqualTo(version);
    JsonNode all = LoadResults.transaction(run, "all requests");
    assertThat(all.path("count").asInt()).isEqualTo(count);
    assertThat(all.path("failures").asInt()).isEqualTo(failures);
    assertThat(all.has("slices")).isFalse();
    assertThat(all.path("quantiles").get(2).get(0).asDouble()).isEqualTo(0.95);
    assertThat(all.path("quantiles").get(2).get(1).asDouble()).isCloseTo(p95, within(0.01));
    assertThat(LoadResults.find(run, "inventory-move")).isPresent();
    assertThat(LoadResults.find(run, "iteration_duration")).isEmpty();
  }

  @Test
  void jsonOfLocustIsAHistogramWithoutTimes() {
    JsonNode run = run("locust/candidate.json", "l.json");
    assertThat(run.has("sliceSeconds")).isFalse();
    assertThat(run.path("seconds").asLong()).isBetween(8L, 11L);
    JsonNode moves = LoadResults.transaction(run, "inventory-move");
    assertThat(moves.path("count").asInt()).isEqualTo(231);
    assertThat(moves.path("failures").asInt()).isEqualTo(1);
    assertThat(moves.path("slices")).hasSize(1);
    assertThat(LoadResults.find(run, "GET /api/v1/orders")).isPresent();
  }

  @Test
  void csvOfLocustIsNotTakenForTheWholeRun() {
    Folder folder = Folder.at(temp);
    for (String name : new String[] {"stats", "stats_history", "failures", "exceptions"}) {
      folder.write(name + ".csv", LoadResults.real("locust/locust_" + name + ".csv"));
    }
    Snapshot snapshot = folder.gather();
    JsonNode run = LoadResults.run(snapshot, "stats.csv");
    assertThat(run.path("complete").asBoolean()).isFalse();
    assertThat(LoadResults.transaction(run, "GET /api/v1/orders").path("count").asInt())
        .isEqualTo(214);
    assertThat(snapshot.coverage().skipped())
        .extracting(Coverage.Skipped::file)
        .containsExactly("exceptions.csv", "failures.csv", "stats_history.csv");
  }

  @Test
  void rowsOfJmeterAreSamplesWithTimes() {
    JsonNode run = run("jmeter/candidate.jtl", "j.jtl");
    assertThat(run.path("tool").asText()).isEqualTo("jmeter");
    assertThat(run.path("sliceSeconds").asInt()).isEqualTo(1);
    assertThat(run.path("transactions"))
        .extracting(one -> one.path("name").asText())
        .containsExactly("inventory-move", "posting", "reporting", "reservation");
    String text = new String(LoadResults.real("jmeter/candidate.jtl"), UTF_8);
    assertThat(LoadResults.transaction(run, "posting").path("count").asLong())
        .isEqualTo(text.lines().filter(line -> line.contains(",posting,")).count());
  }

  @Test
  void xmlOfJmeterIsReadLikeItsRows() {
    JsonNode run = run("jmeter/candidate-xml.jtl", "x.jtl");
    assertThat(LoadResults.transaction(run, "posting").path("count").asInt()).isEqualTo(10);
    assertThat(LoadResults.transaction(run, "posting").path("failures").asInt()).isZero();
  }

  private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

  private JsonNode run(String real, String name) {
    Snapshot snapshot = Folder.at(temp).write(name, LoadResults.real(real)).gather(name);
    assertThat(Folder.gaps(snapshot)).containsExactly("LOAD_TEST_UNCLAIMED " + name);
    return LoadResults.run(snapshot, name);
  }
}
