package dev.seaworthy.collectors.load;

import java.util.LinkedHashMap;
import java.util.Map;

/** What one transaction did in one slice of time. */
final class SliceTally {
  private final Latencies latencies = new Latencies();
  private long failures;

  void add(long micros, boolean failed) {
    latencies.add(micros);
    failures += failed ? 1 : 0;
  }

  void add(SliceTally other) {
    latencies.add(other.latencies);
    failures += other.failures;
  }

  /** Counts what has no time of its own. */
  void addBucket(double millis, long count) {
    latencies.addBucket(millis, count);
  }

  void addFailures(long more) {
    failures += more;
  }

  Latencies latencies() {
    return latencies;
  }

  long failures() {
    return failures;
  }

  Map<String, Object> toTree(boolean failuresTold) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("count", latencies.total());
    if (failuresTold) {
      tree.put("failures", failures);
    }
    tree.put("latencies", latencies.toTree());
    return tree;
  }
}
