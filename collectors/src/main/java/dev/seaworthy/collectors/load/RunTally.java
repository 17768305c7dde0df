package dev.seaworthy.collectors.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Adds up one run. Samples are kept by slices of time, which a warm-up can be cut from and which
 * tell how much the run varied; slices grow with the run, so that there are never more than a few
 * dozen of them.
 */
final class RunTally {
  static final int MAX_SLICES = 64;
  static final int MAX_TRANSACTIONS = 500;

  private static final int MAX_NAME_CHARS = 500;
  private static final long SECOND = 1000;
  private static final long MAX_SPAN_MILLIS = 7L * 24 * 3600 * SECOND;
  private static final double MAX_MILLIS = 24.0 * 3600 * SECOND;
  private static final double MICROS = 1000;

  private final TreeMap<String, TransactionTally> transactions = new TreeMap<>();
  private final LoadFaults faults;
  private long sliceSeconds = 1;
  private boolean any;
  private long first;
  private long firstMillis;
  private long lastMillis;

  RunTally(LoadFaults faults) {
    this.faults = faults;
  }

  /** Counts a sample; one that cannot be true is a fault. */
  void add(Sample sample, long line) {
    if (!(sample.millis() >= 0 && sample.millis() <= MAX_MILLIS)) {
      faults.add(line, 1, "a duration of `" + sample.millis() + "` milliseconds cannot be");
      return;
    }
    if (any && Math.abs(sample.epochMillis() - first) > MAX_SPAN_MILLIS) {
      faults.add(line, 1, "it stands more than seven days from the first sample");
      return;
    }
    TransactionTally transaction = transaction(sample.transaction(), line);
    if (transaction == null) {
      return;
    }
    extend(sample.epochMillis());
    long slice = Math.floorDiv(sample.epochMillis(), SECOND * sliceSeconds);
    transaction.add(slice, Math.round(sample.millis() * MICROS), sample.failed());
  }

  /** The transaction of this name; null, and a fault, where it is one too many. */
  @org.jspecify.annotations.Nullable
  TransactionTally transaction(String name, long line) {
    TransactionTally known = transactions.get(name);
    if (known != null) {
      return known;
    }
    if (name.isBlank() || name.length() > MAX_NAME_CHARS) {
      faults.add(line, 1, "a transaction has no name, or one of more than 500 characters");
      return null;
    }
    if (transactions.size() >= MAX_TRANSACTIONS) {
      faults.add(
          line, 1, "more than 500 transactions; give requests that differ by an id one name");
      return null;
    }
    return transactions.computeIfAbsent(name, fresh -> new TransactionTally());
  }

  /** Takes note that the run went on at a time. */
  void extend(long epochMillis) {
    firstMillis = any ? Math.min(firstMillis, epochMillis) : epochMillis;
    lastMillis = any ? Math.max(lastMillis, epochMillis) : epochMillis;
    first = any ? first : epochMillis;
    any = true;
    while (span() > MAX_SLICES) {
      sliceSeconds *= 2;
      transactions.values().forEach(TransactionTally::widen);
    }
  }

  private long span() {
    long width = SECOND * sliceSeconds;
    return Math.floorDiv(lastMillis, width) - Math.floorDiv(firstMillis, width) + 1;
  }

  boolean isEmpty() {
    return transactions.isEmpty();
  }

  /**
   * The form of evidence.
   *
   * @param timed whether samples have times
   * @param seconds how long it ran, where the tool says that and nothing else does
   */
  Map<String, Object> toTree(boolean timed, OptionalLong seconds) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (any) {
      tree.put("startedAt", Math.floorDiv(firstMillis, SECOND));
      tree.put("endedAt", Math.floorDiv(lastMillis, SECOND));
      tree.put("seconds", (lastMillis - firstMillis) / SECOND);
    }
    seconds.ifPresent(given -> tree.put("seconds", given));
    if (timed) {
      tree.put("sliceSeconds", sliceSeconds);
    }
    List<Object> each = new ArrayList<>();
    transactions.forEach((name, one) -> each.add(one.toTree(name, timed ? sliceSeconds : 0)));
    tree.put("transactions", each);
    return tree;
  }
}
