package dev.seaworthy.cli.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * In what two verdicts' policies and evidence differ, by their names.
 *
 * @param bundles policy bundles, each with its versions
 * @param parameters values, by {@code bundle.parameter}
 * @param evidence pieces of evidence, by kind and subject
 */
record Differences(
    List<Difference> bundles, List<Difference> parameters, List<Difference> evidence) {
  /**
   * One of them.
   *
   * @param before empty where there was nothing of that name
   * @param after empty where there is nothing any more
   */
  record Difference(String name, String before, String after) {}

  Differences {
    bundles = List.copyOf(bundles);
    parameters = List.copyOf(parameters);
    evidence = List.copyOf(evidence);
  }

  static Differences between(Verdict before, Verdict after) {
    return new Differences(
        between(before, after, Differences::bundles),
        between(before, after, Differences::parameters),
        between(before.snapshot(), after.snapshot(), Differences::evidence));
  }

  private static <T> List<Difference> between(
      T before, T after, Function<T, SortedMap<String, String>> named) {
    Map<String, String> old = named.apply(before);
    Map<String, String> young = named.apply(after);
    Set<String> names = new TreeSet<>(old.keySet());
    names.addAll(young.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String name : names) {
      String was = old.getOrDefault(name, "");
      String is = young.getOrDefault(name, "");
      if (!was.equals(is)) {
        differences.add(new Difference(name, was, is));
      }
    }
    return differences;
  }

  private static SortedMap<String, String> bundles(Verdict verdict) {
    SortedMap<String, String> bundles = new TreeMap<>();
    verdict.bundles().forEach(use -> bundles.put(use.name(), use.version() + " " + use.digest()));
    return bundles;
  }

  private static SortedMap<String, String> parameters(Verdict verdict) {
    SortedMap<String, String> values = new TreeMap<>();
    for (Map.Entry<String, JsonNode> bundle : verdict.parameters().node().properties()) {
      for (Map.Entry<String, JsonNode> value : bundle.getValue().properties()) {
        values.put(bundle.getKey() + "." + value.getKey(), value.getValue().toString());
      }
    }
    return values;
  }

  /** Several pieces of one kind about one subject count as one: their digests are joined. */
  private static SortedMap<String, String> evidence(Snapshot snapshot) {
    SortedMap<String, String> digests = new TreeMap<>();
    for (Evidence one : snapshot.evidence()) {
      digests.merge(
          one.kind() + " " + one.subject(),
          one.digest().toString(),
          (many, another) -> many + " " + another);
    }
    return digests;
  }
}
