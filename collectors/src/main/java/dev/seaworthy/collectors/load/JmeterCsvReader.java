package dev.seaworthy.collectors.load;

import dev.seaworthy.collectors.document.Csv;
import dev.seaworthy.collectors.document.LineStream;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the CSV that {@code jmeter -n -l FILE.jtl} writes: one row a sample, with the names of
 * columns first. https://jmeter.apache.org/usermanual/listeners.html#csvlogformat
 */
final class JmeterCsvReader implements LoadReader {
  private final LoadFaults faults;
  private final char delimiter;
  private final RunTally run;
  private boolean complete = true;

  JmeterCsvReader(LoadFaults faults, char delimiter) {
    this.faults = faults;
    this.delimiter = delimiter;
    this.run = new RunTally(faults);
  }

  /** What stands between the columns of a file that begins like this; empty if it is none. */
  static Optional<Character> delimiter(String head) {
    String first = head.lines().findFirst().orElse("");
    return first.matches(".*\\belapsed\\b.*") && first.matches("timeStamp[^A-Za-z0-9].*")
        ? Optional.of(first.charAt("timeStamp".length()))
        : Optional.empty();
  }

  @Override
  public LoadRun read(LineStream lines) throws IOException {
    Csv csv = new Csv(lines, delimiter);
    if (!csv.has("label")) {
      faults.add(1, 1, "it has no column `label`");
    }
    for (Optional<Csv.Row> row = csv.next(); row.isPresent(); row = csv.next()) {
      take(row.get(), csv);
    }
    return new LoadRun("jmeter", "", complete, run.toTree(true, OptionalLong.empty()));
  }

  private void take(Csv.Row row, Csv csv) {
    if (row.isHeader()) {
      return;
    }
    if (!row.isWhole()) {
      complete &= !csv.brokeOff();
      faults.add(
          row.line(),
          1,
          csv.brokeOff()
              ? "the file ends within a row: JMeter did not end by itself"
              : "the row has not as many values as there are columns");
      return;
    }
    JmeterSample.of(row.get("timeStamp"), row.get("elapsed"), row.get("label"), success(row, csv))
        .ifPresentOrElse(
            sample -> run.add(sample, row.line()),
            () ->
                faults.add(
                    row.line(),
                    1,
                    "`timeStamp` is no number of milliseconds or time, or `elapsed` no number"));
  }

  private static String success(Csv.Row row, Csv csv) {
    return csv.has("success") ? row.get("success") : "";
  }
}
