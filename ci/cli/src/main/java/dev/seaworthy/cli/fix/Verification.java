package dev.seaworthy.cli.fix;

import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Finding;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Which edits do not hold what they promise, by what a check says of the edited files. */
final class Verification {
  private final List<Attempt> made;
  private final Map<Attempt, String> dropped = new LinkedHashMap<>();

  private Verification(List<Attempt> made) {
    this.made = made;
  }

  /** The edits to drop, each with the reason; none where all findings are gone and none is new. */
  static Map<Attempt, String> dropped(List<Attempt> made, Judged before, Judged after) {
    Verification verification = new Verification(made);
    verification.dropWhatMendsNothing(before, after);
    after.newSince(before).forEach(verification::dropForFinding);
    after.newDoubtsSince(before).forEach(verification::dropForDoubt);
    return verification.dropped;
  }

  private void dropWhatMendsNothing(Judged before, Judged after) {
    Map<String, Integer> promised = new HashMap<>();
    made.forEach(one -> promised.merge(key(one), 1, Integer::sum));
    for (Attempt one : made) {
      int were = before.alike(one.control(), one.finding());
      int are = after.alike(one.control(), one.finding());
      if (are > were - promised.getOrDefault(key(one), 0)) {
        dropped.putIfAbsent(one, "the finding is still there after the edit");
      }
    }
  }

  private static String key(Attempt attempt) {
    return Judged.key(attempt.control(), attempt.finding());
  }

  private void dropForFinding(Finding found) {
    drop(
        one -> one.finding().subject().equals(found.subject()),
        "the edit brings about another finding: " + found.message());
  }

  private void dropForDoubt(Doubt doubt) {
    drop(
        one -> one.finding().source().file().equals(doubt.location().file()),
        "the edit makes something unknown: " + doubt.problem().message());
  }

  /** Those that are near, or all where none is. */
  private void drop(Predicate<Attempt> near, String reason) {
    boolean isNear = made.stream().anyMatch(near);
    made.stream()
        .filter(one -> !isNear || near.test(one))
        .forEach(one -> dropped.putIfAbsent(one, reason));
  }
}
