package dev.seaworthy.collectors.load;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The runs about one candidate in one environment, held against the baseline of that environment.
 *
 * @param candidate its digest
 * @param runs of the candidate
 * @param baseline runs of what it is compared with; empty where there are none
 */
record LoadComparison(
    String candidate, String environment, List<ClaimedRun> runs, List<ClaimedRun> baseline) {
  private static final double ROUNDING = 1e4;
  private static final double PROBABILITY_ROUNDING = 1e6;
  private static final int SEED_DIGITS = 16;
  private static final int SHOWN_CHARS = "sha256:".length() + 12;

  /**
   * The evidence.
   *
   * @param record where the newest record about the candidate was read
   */
  Evidence evidence(Source record) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("candidate", candidate);
    content.put("environment", environment);
    content.put(
        "at", runs.stream().mapToLong(one -> one.claim().path("at").asLong()).max().orElse(0));
    content.put("runs", runs.stream().map(ClaimedRun::toTree).toList());
    content.put("baselineRuns", baseline.stream().map(ClaimedRun::toTree).toList());
    content.put("transactions", transactions());
    return new Evidence(
        EvidenceKinds.LOAD_COMPARISON,
        new Subject("LoadComparison", "", environment + " " + shortened()),
        new Source(LoadCollector.NAME, record.file(), record.document()),
        CanonicalJson.of(content),
        Locations.wholeFile(record.file()));
  }

  /** As much of the digest as a reader compares. */
  private String shortened() {
    return candidate.substring(0, Math.min(candidate.length(), SHOWN_CHARS));
  }

  private List<Object> transactions() {
    List<Map<String, List<ClaimedRun.Part>>> own = parts(runs);
    List<Map<String, List<ClaimedRun.Part>>> other = parts(baseline);
    TreeSet<String> names = new TreeSet<>();
    own.forEach(run -> names.addAll(run.keySet()));
    other.forEach(run -> names.addAll(run.keySet()));
    List<Object> transactions = new ArrayList<>();
    for (String name : names) {
      transactions.add(transaction(name, side(name, own), side(name, other)));
    }
    return transactions;
  }

  private static List<Map<String, List<ClaimedRun.Part>>> parts(List<ClaimedRun> runs) {
    return runs.stream().map(ClaimedRun::parts).toList();
  }

  private static LoadSide side(String name, List<Map<String, List<ClaimedRun.Part>>> runs) {
    return new LoadSide(runs.stream().map(run -> run.getOrDefault(name, List.of())).toList());
  }

  private Map<String, Object> transaction(String name, LoadSide own, LoadSide other) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", name);
    if (!own.isEmpty()) {
      tree.put("candidate", own.toTree());
    }
    if (!other.isEmpty()) {
      tree.put("baseline", other.toTree());
    }
    change(name, own, other).ifPresent(change -> tree.put("change", change));
    return tree;
  }

  /** Empty where a side has no samples, or a percentile of nothing to be measured by. */
  private Optional<Map<String, Object>> change(String name, LoadSide own, LoadSide other) {
    if (!own.hasSamples() || !other.hasSamples()) {
      return Optional.empty();
    }
    Latencies ours = own.latencies();
    Latencies theirs = other.latencies();
    if (theirs.quantile(0) <= 0) {
      return Optional.empty();
    }
    boolean timed =
        runs.stream().allMatch(ClaimedRun::isTimed)
            && baseline.stream().allMatch(ClaimedRun::isTimed);
    ChangeEstimate estimate =
        timed
            ? ChangeEstimate.ofSlices(own.slices(), other.slices(), seed(name))
            : ChangeEstimate.ofSamples(ours, theirs, seed(name));
    RankTest ranks = RankTest.of(ours, theirs);
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("by", timed ? "slices" : "samples");
    tree.put("ratio", rounded(estimate.ratio(), ROUNDING));
    tree.put("low", rounded(estimate.low(), ROUNDING));
    tree.put("high", rounded(estimate.high(), ROUNDING));
    tree.put("slower", rounded(ranks.slower(), ROUNDING));
    tree.put("probability", rounded(ranks.probability(), PROBABILITY_ROUNDING));
    return Optional.of(tree);
  }

  /** From what was measured alone, so that a replay draws the same. */
  private long seed(String name) {
    List<Object> measured = new ArrayList<>();
    measured.add(name);
    runs.forEach(one -> measured.add(one.run().digest().toString()));
    measured.add("baseline");
    baseline.forEach(one -> measured.add(one.run().digest().toString()));
    return Long.parseUnsignedLong(
        CanonicalJson.digestOf(measured).hex().substring(0, SEED_DIGITS), 16);
  }

  private static double rounded(double value, double unit) {
    return Math.rint(value * unit) / unit;
  }
}
