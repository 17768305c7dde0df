package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.document.FirstFaults;
import java.io.IOException;
import java.util.List;

/** What is wrong in a report that is read all the same; the first of it in words. */
final class ScanFaults {
  private final FirstFaults<InvalidScanException> first = new FirstFaults<>();

  /** Bytes of the heap for each finding that is kept: with its texts, and as evidence. */
  private static final long BYTES_PER_FINDING = 4096;

  private static final long FEWEST_KEPT = 10_000;
  private static final long MOST_KEPT = 2_000_000;

  private final long mostKept;

  ScanFaults() {
    this(mostKept(Runtime.getRuntime().maxMemory()));
  }

  /** Of a report of which so many findings at most are kept. */
  ScanFaults(long mostKept) {
    this.mostKept = mostKept;
  }

  /** How many findings of one file fit in a heap of so many bytes. */
  static long mostKept(long heap) {
    return Math.max(FEWEST_KEPT, Math.min(MOST_KEPT, heap / BYTES_PER_FINDING));
  }

  long mostKept() {
    return mostKept;
  }

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
