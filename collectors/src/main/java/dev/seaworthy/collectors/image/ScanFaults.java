package dev.seaworthy.collectors.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What is wrong in a report that is read all the same; the first of it in words. */
final class ScanFaults {
  /** A hostile report has millions; so many tell a person enough. */
  static final int TOLD = 20;

  private final List<InvalidScanException> told = new ArrayList<>();
  private long untold;

  void add(InvalidScanException fault) {
    if (told.size() < TOLD) {
      told.add(fault);
    } else {
      untold++;
    }
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
    return told.isEmpty();
  }

  /** The first faults, in the order in which they were met. */
  List<InvalidScanException> told() {
    return List.copyOf(told);
  }

  /** How many more there were. */
  long untold() {
    return untold;
  }
}
