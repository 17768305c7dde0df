package dev.seaworthy.cli.fix;

import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Which edits do not hold what they promise, by what a check says of the edited files. */
final class Verification {
  private final List<Attempt> made;
  private final Map<Attempt, String> useless = new LinkedHashMap<>();
  private final List<Suspicion> suspicions = new ArrayList<>();

  private Verification(List<Attempt> made) {
    this.made = made;
  }

  static Verification of(List<Attempt> made, Judged before, Judged after) {
    Verification verification = new Verification(made);
    verification.findUseless(before, after);
    after.newSince(before).forEach(verification::suspectForFinding);
    after.newDoubtsSince(before).forEach(verification::suspectForDoubt);
    return verification;
  }

  /** Whether all findings are gone and nothing is new. */
  boolean isGood() {
    return useless.isEmpty() && suspicions.isEmpty();
  }

  /** Edits whose findings stay, with the reason to drop them. */
  Map<Attempt, String> useless() {
    return useless;
  }

  /** Edits that may have brought about what is new; no edit is in two of them. */
  List<Suspicion> suspicions() {
    return List.copyOf(suspicions);
  }

  /** All edits that something is held against. */
  Set<Attempt> blamed() {
    Set<Attempt> blamed = new LinkedHashSet<>(useless.keySet());
    suspicions.forEach(suspicion -> blamed.addAll(suspicion.suspects()));
    return blamed;
  }

  private void findUseless(Judged before, Judged after) {
    Map<String, Integer> promised = new HashMap<>();
    made.forEach(one -> promised.merge(key(one), 1, Integer::sum));
    for (Attempt one : made) {
      int were = before.alike(one.control(), one.finding());
      int are = after.alike(one.control(), one.finding());
      if (are > were - promised.getOrDefault(key(one), 0)) {
        useless.putIfAbsent(one, "the finding is still there after the edit");
      }
    }
  }

  private static String key(Attempt attempt) {
    return Judged.key(attempt.control(), attempt.finding());
  }

  private void suspectForFinding(Finding found) {
    suspect(
        one -> one.finding().subject().equals(found.subject()),
        "the edit brings about another finding: " + found.message());
  }

  private void suspectForDoubt(Doubt doubt) {
    suspect(
        one -> one.finding().source().file().equals(doubt.location().file()),
        "the edit makes something unknown: " + doubt.problem().message());
  }

  /** Those that are near, or all where none is. */
  private void suspect(Predicate<Attempt> near, String reason) {
    boolean isNear = made.stream().anyMatch(near);
    List<Attempt> suspects = made.stream().filter(one -> !isNear || near.test(one)).toList();
    Suspicion joined = new Suspicion(suspects, reason);
    Set<Attempt> all = new LinkedHashSet<>(suspects);
    for (Suspicion known : List.copyOf(suspicions)) {
      if (known.touches(all)) {
        suspicions.remove(known);
        joined = known.with(joined);
        all.addAll(known.suspects());
      }
    }
    suspicions.add(joined);
  }
}
