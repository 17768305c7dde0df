package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.log.StampedCheckpoint;
import dev.seaworthy.engine.seal.DecisionBundle.Cut;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By when trusted authorities saw the decisions of a period. A time stamp that nobody trusted made
 * counts for nothing; what none that counts is about is no decision whose time is attested.
 */
final class DecisionTimes {
  private final Period period;
  private final TrustRules rules;
  private final Instant now;

  DecisionTimes(Period period, TrustRules rules, Instant now) {
    this.period = period;
    this.rules = rules;
    this.now = now;
  }

  /**
   * What is attested of a log.
   *
   * @param size how many entries there were at the last time stamp that counts
   */
  private record Attested(String log, int stamps, long size, Instant first, Instant last) {
    Map<String, Object> json() {
      return Map.of(
          "log", log,
          "stamps", stamps,
          "entries", size,
          "first", first.toString(),
          "last", last.toString());
    }
  }

  /**
   * What is attested of each log with entries in the period.
   *
   * @throws BundleException if an entry of the period has no time stamp that counts, or is dated
   *     after one
   */
  List<Map<String, Object>> of(List<Cut> cuts) throws BundleException {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Cut cut : cuts) {
      attested(cut).map(Attested::json).ifPresent(all::add);
    }
    return all;
  }

  private Optional<Attested> attested(Cut cut) throws BundleException {
    Optional<Attested> attested = Optional.empty();
    Optional<Problem> refusal = Optional.empty();
    long looked = cut.proof().first();
    for (StampedHead stamped : cut.stamps()) {
      StampedCheckpoint head = stamped.checkpoint();
      StampCheck check = new StampCheck(head.stamps(), head.stamped(), rules);
      List<Problem> problems = check.problems(Optional.empty(), now);
      if (!problems.isEmpty()) {
        refusal = Optional.of(problems.get(0));
        continue;
      }
      Instant at = check.earliest().orElseThrow();
      requireBefore(cut, looked, head.size(), at);
      looked = Math.max(looked, head.size());
      Instant first = attested.map(Attested::first).orElse(at);
      int stamps = attested.map(Attested::stamps).orElse(0) + 1;
      attested = Optional.of(new Attested(cut.head().origin(), stamps, head.size(), first, at));
    }
    requireAll(cut, attested.map(Attested::size).orElse(0L), refusal);
    return attested;
  }

  /** Entries that were seen by then, and not by an earlier time stamp. */
  private void requireBefore(Cut cut, long from, long to, Instant seen) throws BundleException {
    long first = cut.proof().first();
    long end = Math.min(to, first + cut.entries().size());
    for (long index = from; index < end; index++) {
      Optional<Instant> time = DecisionCoverage.time(cut.entries().get((int) (index - first)));
      if (time.isPresent() && time.get().isAfter(seen.plus(rules.tolerance()))) {
        throw new BundleException(
            "DATED_LATER",
            "entry %d of `%s` is dated %s, and was seen by %s"
                .formatted(index, cut.head().origin(), time.get(), seen),
            "ask about the clock of that replica");
      }
    }
  }

  private void requireAll(Cut cut, long size, Optional<Problem> refusal) throws BundleException {
    int from = (int) Math.max(0, size - cut.proof().first());
    long lacking =
        cut.entries().stream()
            .skip(from)
            .filter(entry -> DecisionCoverage.time(entry).filter(period::contains).isPresent())
            .count();
    if (lacking > 0) {
      throw new BundleException(
          "NOT_STAMPED",
          "%d entries of `%s` in the period have no time stamp that counts%s"
              .formatted(
                  lacking,
                  cut.head().origin(),
                  refusal.map(why -> ": " + why.message()).orElse("")),
          "export again once the log is stamped, or do without: leave out --trust-root");
    }
  }
}
