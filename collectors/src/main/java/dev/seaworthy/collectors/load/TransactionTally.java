package dev.seaworthy.collectors.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What one transaction did in one run: slice by slice, or as the tool sums it up. */
final class TransactionTally {
  private final TreeMap<Long, SliceTally> slices = new TreeMap<>();
  private final TreeMap<Double, Double> quantiles = new TreeMap<>();
  private OptionalLong summedCount = OptionalLong.empty();
  private boolean failuresTold = true;

  void add(long slice, long micros, Sample.Failed failed) {
    failuresTold &= failed != Sample.Failed.UNTOLD;
    slice(slice).add(micros, failed == Sample.Failed.YES);
  }

  SliceTally slice(long slice) {
    return slices.computeIfAbsent(slice, at -> new SliceTally());
  }

  /**
   * What a tool sums up itself: a share of all uses did not take longer than so many milliseconds.
   */
  void quantile(double share, double millis) {
    quantiles.put(share, millis);
  }

  void summed(long count) {
    summedCount = OptionalLong.of(count);
  }

  void failuresUntold() {
    failuresTold = false;
  }

  /** Joins slices two by two. */
  void widen() {
    TreeMap<Long, SliceTally> wider = new TreeMap<>();
    slices.forEach(
        (at, slice) ->
            wider.computeIfAbsent(Math.floorDiv(at, 2L), key -> new SliceTally()).add(slice));
    slices.clear();
    slices.putAll(wider);
  }

  /**
   * The form of evidence.
   *
   * @param seconds the width of a slice; 0 where samples have no time
   */
  Map<String, Object> toTree(String name, long seconds) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", name);
    count().ifPresent(count -> tree.put("count", count));
    if (failuresTold) {
      tree.put("failures", slices.values().stream().mapToLong(SliceTally::failures).sum());
    }
    if (!quantiles.isEmpty()) {
      List<Object> pairs = new ArrayList<>();
      quantiles.forEach((share, millis) -> pairs.add(List.of(share, millis)));
      tree.put("quantiles", pairs);
    }
    List<Object> parts = new ArrayList<>();
    slices.forEach((at, slice) -> parts.add(slice(at, slice, seconds)));
    if (hasSamples()) {
      tree.put("slices", parts);
    }
    return tree;
  }

  private OptionalLong count() {
    return hasSamples()
        ? OptionalLong.of(
            slices.values().stream().mapToLong(slice -> slice.latencies().total()).sum())
        : summedCount;
  }

  private boolean hasSamples() {
    return slices.values().stream().anyMatch(slice -> slice.latencies().size() > 0);
  }

  private Map<String, Object> slice(long at, SliceTally slice, long seconds) {
    Map<String, Object> tree = slice.toTree(failuresTold);
    if (seconds > 0) {
      tree.put("at", at * seconds);
    }
    return tree;
  }
}
