package dev.seaworthy.collectors.load;

import dev.seaworthy.collectors.document.Csv;
import dev.seaworthy.collectors.document.LineStream;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the {@code _stats.csv} that {@code locust --csv} writes: percentiles and no samples. Locust
 * writes it anew while it runs, so nothing tells whether it is about the whole run.
 */
final class LocustCsvReader implements LoadReader {
  private static final String[] PERCENTILES = {
    "50%", "66%", "75%", "80%", "90%", "95%", "98%", "99%", "99.9%", "99.99%", "100%"
  };
  private static final double PERCENT = 100;

  private final LoadFaults faults;
  private final RunTally run;

  LocustCsvReader(LoadFaults faults) {
    this.faults = faults;
    this.run = new RunTally(faults);
  }

  static boolean is(String head) {
    return head.startsWith("Type,Name,Request Count,Failure Count,");
  }

  /** Why another file of {@code locust --csv} is left aside; empty if it is none. */
  static Optional<String> aside(String head) {
    if (head.startsWith("Timestamp,User Count,Type,Name,")) {
      return Optional.of("history of Locust: percentiles of the last seconds, which do not add up");
    }
    if (head.startsWith("Method,Name,Error,Occurrences")
        || head.startsWith("Count,Message,Traceback")) {
      return Optional.of("errors of Locust, which its statistics count");
    }
    return Optional.empty();
  }

  @Override
  public LoadRun read(LineStream lines) throws IOException {
    Csv csv = new Csv(lines, ',');
    for (Optional<Csv.Row> row = csv.next(); row.isPresent(); row = csv.next()) {
      take(row.get());
    }
    return new LoadRun("locust", "", false, run.toTree(false, OptionalLong.empty()));
  }

  private void take(Csv.Row row) {
    if (row.get("Name").equals("Aggregated") && row.get("Type").isEmpty()) {
      return;
    }
    if (!row.isWhole()
        || !isWhole(row.get("Request Count"))
        || !isWhole(row.get("Failure Count"))) {
      faults.add(row.line(), 1, "the row is not whole");
      return;
    }
    TransactionTally tally =
        run.transaction(TransactionNames.of(row.get("Type"), row.get("Name")), row.line());
    if (tally == null) {
      return;
    }
    tally.summed(Long.parseLong(row.get("Request Count")));
    tally.slice(0).addFailures(Long.parseLong(row.get("Failure Count")));
    for (String percentile : PERCENTILES) {
      quantile(tally, percentile, row);
    }
  }

  private void quantile(TransactionTally tally, String percentile, Csv.Row row) {
    String millis = row.get(percentile);
    if (millis.matches("[0-9]{1,9}(\\.[0-9]{1,12})?")) {
      double share = Double.parseDouble(percentile.replace("%", "")) / PERCENT;
      tally.quantile(share, Double.parseDouble(millis));
    } else if (!millis.equals("N/A")) {
      faults.add(row.line(), 1, "`" + percentile + "` is no duration");
    }
  }

  private static boolean isWhole(String text) {
    return text.matches("[0-9]{1,15}");
  }
}
