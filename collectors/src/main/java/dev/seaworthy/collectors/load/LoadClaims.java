package dev.seaworthy.collectors.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.record.Claims;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Compares the runs that records speak of. */
final class LoadClaims {
  private static final Claims.Kind KIND =
      new Claims.Kind("LoadTest", EvidenceKinds.LOAD_RUN, LoadCollector.NAME, "load test");
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

  private final Claims claims;
  private final Map<Target, List<Claims.Claim>> candidates = new TreeMap<>();
  private final Map<String, List<ClaimedRun>> baselines = new TreeMap<>();

  LoadClaims(List<Observation> all) {
    this.claims = new Claims(KIND, all);
  }

  /** The comparisons, and gaps for what does not fit together. */
  List<Observation> observations() {
    List<Observation> found = new ArrayList<>(claims.gaps());
    Set<Evidence> records = new LinkedHashSet<>();
    for (Claims.Claim claim : claims.claims()) {
      records.add(claim.record());
      sort(claim);
    }
    records.forEach(record -> namesTwice(record, found));
    candidates.forEach((target, own) -> found.add(comparison(target, own)));
    return found;
  }

  private void sort(Claims.Claim claim) {
    JsonNode record = claim.content();
    String environment = record.path("environment").asText();
    if (record.path("role").asText().equals(BASELINE)) {
      baselines
          .computeIfAbsent(environment, key -> new ArrayList<>())
          .add(ClaimedRun.of(claim.result(), record));
    } else {
      candidates
          .computeIfAbsent(
              new Target(environment, record.path("candidate").asText()),
              target -> new ArrayList<>())
          .add(claim);
    }
  }

  private Evidence comparison(Target target, List<Claims.Claim> own) {
    Evidence newest =
        own.stream()
            .map(Claims.Claim::record)
            .max(Comparator.comparingLong(record -> record.content().node().path("at").asLong()))
            .orElseThrow();
    return new LoadComparison(
            target.candidate(),
            target.environment(),
            own.stream().map(one -> ClaimedRun.of(one.result(), one.content())).toList(),
            baselines.getOrDefault(target.environment(), List.of()))
        .evidence(newest.source());
  }

  private void namesTwice(Evidence record, List<Observation> found) {
    Set<String> from = new HashSet<>();
    int i = 0;
    for (JsonNode transaction : record.content().node().path("transactions")) {
      int j = 0;
      for (JsonNode name : transaction.path("from")) {
        JsonPath path = JsonPath.of("transactions", i, "from", j++);
        if (!from.add(name.asText())) {
          found.add(claims.gap(record, path, LoadProblems.nameTwice(name.asText())));
        }
      }
      i++;
    }
  }
}
