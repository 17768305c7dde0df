package dev.seaworthy.collectors.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What one transaction did in all runs of one side, the candidate's or the baseline's. Samples of
 * several runs are put together. Of runs that only tell percentiles the percentile of them all lies
 * between the least and the greatest, and no more is said.
 *
 * @param runs what each run has of the transaction
 */
record LoadSide(List<List<ClaimedRun.Part>> runs) {
  private static final Map<String, Double> SHARES =
      Map.of("p50", 0.5, "p90", 0.9, "p95", 0.95, "p99", 0.99, "max", 1.0);

  /** Shares and milliseconds that differ by less are the same. */
  private static final double TOLERANCE = 1e-9;

  LoadSide {
    runs = runs.stream().map(List::copyOf).filter(parts -> !parts.isEmpty()).toList();
  }

  private Stream<ClaimedRun.Part> parts() {
    return runs.stream().flatMap(List::stream);
  }

  boolean isEmpty() {
    return parts().allMatch(part -> part.count() == 0);
  }

  /** Whether every run has samples of it. */
  boolean hasSamples() {
    return !isEmpty()
        && parts().filter(part -> part.count() > 0).allMatch(ClaimedRun.Part::hasSamples);
  }

  Latencies latencies() {
    Latencies all = new Latencies();
    parts().flatMap(part -> part.slices().stream()).forEach(slice -> all.add(slice.latencies()));
    return all;
  }

  /** Latencies of each slice of time that has any, run by run. */
  List<List<Latencies>> slices() {
    List<List<Latencies>> slices = new ArrayList<>();
    for (List<ClaimedRun.Part> run : runs) {
      List<Latencies> own =
          run.stream()
              .flatMap(part -> part.slices().stream())
              .map(SliceTally::latencies)
              .filter(latencies -> latencies.size() > 0)
              .toList();
      if (!own.isEmpty()) {
        slices.add(own);
      }
    }
    return slices;
  }

  Map<String, Object> toTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("runs", runs.size());
    tree.put("count", parts().mapToLong(ClaimedRun.Part::count).sum());
    if (parts().allMatch(ClaimedRun.Part::failuresTold)) {
      tree.put("failures", parts().mapToLong(ClaimedRun.Part::failures).sum());
    }
    tree.put("samples", hasSamples());
    tree.put("slices", slices().stream().mapToInt(List::size).sum());
    Latencies merged = latencies();
    SHARES.forEach(
        (name, share) -> {
          if (hasSamples()) {
            tree.put(name, merged.quantile(share));
          } else {
            bounds(name, share, tree);
          }
        });
    return tree;
  }

  private void bounds(String name, double share, Map<String, Object> tree) {
    List<OptionalDouble> told =
        parts()
            .filter(part -> part.count() > 0 || !part.told().isEmpty())
            .map(part -> quantile(part, share))
            .toList();
    if (!told.isEmpty() && told.stream().allMatch(OptionalDouble::isPresent)) {
      double least = told.stream().mapToDouble(OptionalDouble::getAsDouble).min().orElseThrow();
      double most = told.stream().mapToDouble(OptionalDouble::getAsDouble).max().orElseThrow();
      if (most - least < TOLERANCE) {
        tree.put(name, most);
      } else {
        tree.put(name + "Least", least);
        tree.put(name + "Most", most);
      }
    }
  }

  private static OptionalDouble quantile(ClaimedRun.Part part, double share) {
    if (part.hasSamples()) {
      Latencies all = new Latencies();
      part.slices().forEach(slice -> all.add(slice.latencies()));
      return OptionalDouble.of(all.quantile(share));
    }
    return part.told().entrySet().stream()
        .filter(entry -> Math.abs(entry.getKey() - share) < TOLERANCE)
        .mapToDouble(Map.Entry::getValue)
        .findFirst();
  }
}
