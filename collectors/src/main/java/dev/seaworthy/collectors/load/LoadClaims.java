package dev.seaworthy.collectors.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.json.JsonPath;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds which runs the records speak of, and compares them. */
final class LoadClaims {
  private static final String RECORD = "record/load-test";
  private static final String BASELINE = "baseline";

  /** What is compared: a candidate in an environment. */
  private record Target(String environment, String candidate) implements Comparable<Target> {
    @Override
    public int compareTo(Target other) {
      return Comparator.comparing(Target::environment)
          .thenComparing(Target::candidate)
          .compare(this, other);
    }
  }

  private final List<Evidence> records;
  private final Map<String, List<Evidence>> runs = new TreeMap<>();
  private final Set<String> claimed = new HashSet<>();
  private final List<Observation> gaps = new ArrayList<>();
  private final Map<Target, List<ClaimedRun>> candidates = new TreeMap<>();
  private final Map<Target, Evidence> newest = new TreeMap<>();
  private final Map<String, List<ClaimedRun>> baselines = new TreeMap<>();

  LoadClaims(List<Observation> all) {
    this.records = of(RECORD, all);
    of(EvidenceKinds.LOAD_RUN, all)
        .forEach(
            run -> runs.computeIfAbsent(run.source().file(), file -> new ArrayList<>()).add(run));
  }

  /** The comparisons, and gaps for what does not fit together. */
  List<Observation> observations() {
    records.forEach(this::claim);
    runs.keySet().stream()
        .filter(file -> !claimed.contains(file))
        .forEach(file -> gaps.add(unclaimed(file)));
    List<Observation> found = new ArrayList<>(gaps);
    candidates.forEach(
        (target, own) ->
            found.add(
                new LoadComparison(
                        target.candidate(),
                        target.environment(),
                        own,
                        baselines.getOrDefault(target.environment(), List.of()))
                    .evidence(record(target).source())));
    return found;
  }

  private Evidence record(Target target) {
    Evidence record = newest.get(target);
    if (record == null) {
      throw new IllegalStateException("every target comes of a record");
    }
    return record;
  }

  private void claim(Evidence record) {
    JsonNode claim = record.content().node();
    requireNamesOnce(record, claim);
    int i = 0;
    for (JsonNode result : claim.path("results")) {
      JsonPath path = JsonPath.of("results", i++);
      String file = resolved(record.source().file(), result.asText());
      if (!runs.containsKey(file)) {
        gaps.add(gap(record, path, LoadProblems.missing(file)));
      } else if (!claimed.add(file)) {
        gaps.add(gap(record, path, LoadProblems.claimedTwice(file)));
      } else {
        runs.get(file).forEach(run -> sort(record, claim, run));
      }
    }
  }

  private void sort(Evidence record, JsonNode claim, Evidence run) {
    String environment = claim.path("environment").asText();
    ClaimedRun claimedRun = ClaimedRun.of(run, claim);
    if (claim.path("role").asText().equals(BASELINE)) {
      baselines.computeIfAbsent(environment, key -> new ArrayList<>()).add(claimedRun);
    } else {
      Target target = new Target(environment, claim.path("candidate").asText());
      candidates.computeIfAbsent(target, key -> new ArrayList<>()).add(claimedRun);
      newest.merge(target, record, (a, b) -> at(a) >= at(b) ? a : b);
    }
  }

  private static long at(Evidence record) {
    return record.content().node().path("at").asLong();
  }

  private void requireNamesOnce(Evidence record, JsonNode claim) {
    Set<String> from = new HashSet<>();
    int i = 0;
    for (JsonNode transaction : claim.path("transactions")) {
      int j = 0;
      for (JsonNode name : transaction.path("from")) {
        if (!from.add(name.asText())) {
          JsonPath path = JsonPath.of("transactions", i, "from", j);
          gaps.add(gap(record, path, LoadProblems.nameTwice(name.asText())));
        }
        j++;
      }
      i++;
    }
  }

  /** The path of a result, as the evidence is named, from the folder of the record. */
  private static String resolved(String record, String result) {
    try {
      return Path.of(record).resolveSibling(result).normalize().toString().replace('\\', '/');
    } catch (InvalidPathException e) {
      return result;
    }
  }

  private Gap unclaimed(String file) {
    return new Gap(
        LoadProblems.unclaimed(file),
        new Source(LoadCollector.NAME, file, 0),
        Location.of(file),
        LoadFaults.AFFECTS);
  }

  private static Gap gap(Evidence record, JsonPath path, Problem problem) {
    return new Gap(problem, record.source(), record.locations().locate(path), LoadFaults.AFFECTS);
  }

  private static List<Evidence> of(String kind, List<Observation> all) {
    return all.stream()
        .filter(Evidence.class::isInstance)
        .map(Evidence.class::cast)
        .filter(one -> one.kind().equals(kind))
        .sorted(Evidence.ORDER)
        .toList();
  }
}
