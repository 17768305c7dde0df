package dev.seaworthy.admission;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.Waiver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** The waivers in force, and how often each was used; safe for many threads. */
public final class WaiverBook {
  private final Map<Waiver, LongAdder> uses = new LinkedHashMap<>();
  private final Map<String, Control> controls = new LinkedHashMap<>();

  WaiverBook(List<Waiver> waivers, List<PolicyBundle> bundles) {
    waivers.forEach(waiver -> uses.put(waiver, new LongAdder()));
    bundles.forEach(bundle -> bundle.controls().forEach(one -> controls.put(one.id(), one)));
  }

  void used(Waiver waiver) {
    LongAdder count = uses.get(waiver);
    if (count != null) {
      count.increment();
    }
  }

  /** Counts on from a former book: a waiver that stays is no newer for a change of others. */
  public void continueFrom(WaiverBook former) {
    uses.forEach(
        (waiver, count) -> {
          LongAdder before = former.uses.get(waiver);
          if (before != null) {
            count.add(before.sum());
          }
        });
  }

  /** How many hold. */
  public long holding(Instant now) {
    return holdingAt(now).count();
  }

  /** How many hold no longer. */
  public long expired(Instant now) {
    return uses.size() - holding(now);
  }

  /** How many hold and have covered nothing yet. */
  public long unused(Instant now) {
    return holdingAt(now).filter(this::isUnused).count();
  }

  /** The waivers that do nothing, and why: each problem is the same while its waiver is there. */
  public List<Problem> idle(Instant now) {
    List<Problem> problems = new ArrayList<>();
    for (Waiver waiver : uses.keySet()) {
      if (!waiver.holdsAt(now)) {
        problems.add(expiredProblem(waiver));
      } else {
        misnamed(waiver).ifPresent(problems::add);
      }
    }
    return problems;
  }

  /** The waivers that hold and covered nothing in all the time that they were counted. */
  public List<Problem> needless(Instant now) {
    return holdingAt(now)
        .filter(this::isUnused)
        .filter(waiver -> misnamed(waiver).isEmpty())
        .map(
            waiver ->
                new Problem(
                    "WAIVER_UNUSED",
                    "the waiver of %s covered nothing".formatted(described(waiver)),
                    "remove it, unless what it covers is seldom admitted"))
        .toList();
  }

  private Stream<Waiver> holdingAt(Instant now) {
    return uses.keySet().stream().filter(waiver -> waiver.holdsAt(now));
  }

  private boolean isUnused(Waiver waiver) {
    LongAdder count = uses.get(waiver);
    return count == null || count.sum() == 0;
  }

  private Optional<Problem> misnamed(Waiver waiver) {
    Control control = controls.get(waiver.control());
    if (control == null) {
      return Optional.of(
          new Problem(
              "WAIVER_UNKNOWN_CONTROL",
              "the waiver of %s names no control of the bundles in force"
                  .formatted(described(waiver)),
              "correct `control`, or judge by the bundle that has it"));
    }
    return waiver.rule().isEmpty() || control.rules().containsKey(waiver.rule())
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "WAIVER_UNKNOWN_RULE",
                "the waiver of %s names a rule that its control does not have"
                    .formatted(described(waiver)),
                "correct `rule`"));
  }

  private static Problem expiredProblem(Waiver waiver) {
    return new Problem(
        "WAIVER_EXPIRED",
        "the waiver of %s expired at %s and no longer holds"
            .formatted(described(waiver), waiver.expires()),
        "mend what it covered and remove it, or have it renewed");
  }

  /** Enough to find it in its file. */
  private static String described(Waiver waiver) {
    String rule = waiver.rule().isEmpty() ? "" : " `" + waiver.rule() + "`";
    String subject =
        Stream.of(waiver.subject().kind(), waiver.subject().namespace(), waiver.subject().name())
                .allMatch(String::isEmpty)
            ? ""
            : " for `" + waiver.subject() + "`";
    return "`%s`%s%s by `%s`".formatted(waiver.control(), rule, subject, waiver.owner());
  }
}
