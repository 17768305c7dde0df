package dev.seaworthy.collectors.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each latency was seen: a histogram whose buckets are latencies of three significant
 * digits, so that any value is kept to half a percent, whatever its size. Histograms of several
 * runs can be added up, which percentiles cannot.
 */
final class Latencies {
  /** From here on a number of microseconds has more than three digits. */
  private static final long EXACT = 1000;

  private static final double MICROS = 1000;

  private final TreeMap<Long, Long> counts = new TreeMap<>();

  /** Counts one latency of so many microseconds; whether its bucket is new. */
  boolean add(long micros) {
    return counts.merge(bucket(micros), 1L, Long::sum) == 1;
  }

  void add(Latencies other) {
    other.counts.forEach((micros, count) -> counts.merge(micros, count, Long::sum));
  }

  /** Counts a bucket that was written down, in milliseconds. */
  void addBucket(double millis, long count) {
    counts.merge(bucket(Math.round(millis * MICROS)), count, Long::sum);
  }

  int size() {
    return counts.size();
  }

  long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Microseconds and how often, in order. */
  Map<Long, Long> counts() {
    return counts;
  }

  /** The least latency that so many of all do not exceed (nearest rank), in milliseconds. */
  double quantile(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * total()));
    long seen = 0;
    for (Map.Entry<Long, Long> entry : counts.entrySet()) {
      seen += entry.getValue();
      if (seen >= rank) {
        return millis(entry.getKey());
      }
    }
    throw new IllegalStateException("there are no latencies");
  }

  /** Pairs of milliseconds and how often, in order. */
  List<Object> toTree() {
    List<Object> pairs = new ArrayList<>();
    counts.forEach((micros, count) -> pairs.add(List.of(millis(micros), count)));
    return pairs;
  }

  static double millis(long micros) {
    return micros / MICROS;
  }

  /** Rounded half up to three significant digits. */
  static long bucket(long micros) {
    long unit = 1;
    while (micros / unit >= EXACT) {
      unit *= 10;
    }
    return (micros + unit / 2) / unit * unit;
  }
}
