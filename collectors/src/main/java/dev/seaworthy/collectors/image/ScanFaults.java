package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.document.FirstFaults;
import java.io.IOException;
import java.util.List;

/** What is wrong in a report that is read all the same; the first of it in words. */
final class ScanFaults {
  private final FirstFaults<InvalidScanException> first = new FirstFaults<>();

  void add(InvalidScanException fault) {
    first.add(fault);
  }

  /** Reads, and notes a fault in place of throwing it. */
  void attempt(ReportStream.Item reading) throws IOException {
    try {
      reading.read();
    } catch (InvalidScanException e) {
      add(e);
    }
  }

  boolean none() {
    return first.told().isEmpty();
  }

  /** The first faults, in the order in which they were met. */
  List<InvalidScanException> told() {
    return first.told();
  }

  /** How many more there were. */
  long untold() {
    return first.untold();
  }
}
