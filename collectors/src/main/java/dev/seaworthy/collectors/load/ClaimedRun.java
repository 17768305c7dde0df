package dev.seaworthy.collectors.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run that a record says something of.
 *
 * @param run the evidence of it
 * @param claim the content of the record
 * @param content of the evidence
 */
record ClaimedRun(Evidence run, JsonNode claim, JsonNode content) {

  /** What a transaction did in this run after its warm-up. */
  record Part(List<SliceTally> slices, long count, boolean failuresTold, Map<Double, Double> told) {
    long failures() {
      return slices.stream().mapToLong(SliceTally::failures).sum();
    }

    boolean hasSamples() {
      return slices.stream().anyMatch(slice -> slice.latencies().size() > 0);
    }
  }

  static ClaimedRun of(Evidence run, JsonNode claim) {
    return new ClaimedRun(run, claim, run.content().node());
  }

  /** Whether samples have times: only then can a warm-up be cut off. */
  boolean isTimed() {
    return content.has("sliceSeconds");
  }

  /** What evidence of a comparison says of the run. */
  Map<String, Object> toTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("file", run.source().file());
    tree.put("tool", content.path("tool").asText());
    tree.put("complete", content.path("complete").asBoolean());
    tree.put("timed", isTimed());
    tree.put("candidate", claim.path("candidate").asText());
    tree.put("at", claim.path("at").asLong());
    tree.put("by", claim.path("by").asText());
    for (String key : List.of("startedAt", "endedAt", "seconds", "version")) {
      if (content.has(key)) {
        tree.put(key, content.path(key));
      }
    }
    for (String key : List.of("planned", "warmUp")) {
      if (claim.has(key)) {
        tree.put(key, claim.path(key));
      }
    }
    return tree;
  }

  /** Parts by the names that the record gives them. */
  Map<String, List<Part>> parts() {
    long warmUp = claim.path("warmUp").asLong();
    long begin = warmUp == 0 ? Long.MIN_VALUE : content.path("startedAt").asLong() + warmUp;
    Map<String, String> names = names();
    Map<String, List<Part>> parts = new TreeMap<>();
    for (JsonNode transaction : content.path("transactions")) {
      String own = transaction.path("name").asText();
      parts
          .computeIfAbsent(names.getOrDefault(own, own), name -> new ArrayList<>())
          .add(part(transaction, begin));
    }
    return parts;
  }

  private Map<String, String> names() {
    Map<String, String> names = new TreeMap<>();
    for (JsonNode transaction : claim.path("transactions")) {
      String name = transaction.path("name").asText();
      transaction.path("from").forEach(from -> names.put(from.asText(), name));
    }
    return names;
  }

  /** A slice that began before the warm-up's end does not count. */
  private static Part part(JsonNode transaction, long begin) {
    List<SliceTally> slices = new ArrayList<>();
    for (JsonNode slice : transaction.path("slices")) {
      if (!slice.has("at") || slice.path("at").asLong() >= begin) {
        slices.add(slice(slice));
      }
    }
    boolean told = transaction.has("failures");
    if (slices.isEmpty() && told && !transaction.has("slices")) {
      SliceTally failures = new SliceTally();
      failures.addFailures(transaction.path("failures").asLong());
      slices.add(failures);
    }
    long count =
        transaction.has("slices")
            ? slices.stream().mapToLong(slice -> slice.latencies().total()).sum()
            : transaction.path("count").asLong();
    Map<Double, Double> quantiles = new TreeMap<>();
    transaction
        .path("quantiles")
        .forEach(pair -> quantiles.put(pair.path(0).asDouble(), pair.path(1).asDouble()));
    return new Part(slices, count, told, quantiles);
  }

  private static SliceTally slice(JsonNode tree) {
    SliceTally slice = new SliceTally();
    tree.path("latencies")
        .forEach(pair -> slice.addBucket(pair.path(0).asDouble(), pair.path(1).asLong()));
    slice.addFailures(tree.path("failures").asLong());
    return slice;
  }
}
