package dev.seaworthy.cli.fix;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Edits of which one at least brought about something that was not there before.
 *
 * @param suspects never empty, in the order they were made
 * @param reason what was brought about
 */
record Suspicion(List<Attempt> suspects, String reason) {
  Suspicion {
    suspects = List.copyOf(suspects);
  }

  boolean isProved() {
    return suspects.size() == 1;
  }

  /** Those to be judged without the others. */
  List<Attempt> firstHalf() {
    return suspects.subList(0, suspects.size() / 2);
  }

  List<Attempt> secondHalf() {
    return suspects.subList(suspects.size() / 2, suspects.size());
  }

  /** The half that holds a culprit, once the first was judged without the second. */
  Suspicion narrowed(boolean firstIsGuilty) {
    return new Suspicion(firstIsGuilty ? firstHalf() : secondHalf(), reason);
  }

  boolean touches(Set<Attempt> others) {
    return suspects.stream().anyMatch(others::contains);
  }

  /** One about the edits of both. */
  Suspicion with(Suspicion other) {
    Set<Attempt> all = new LinkedHashSet<>(suspects);
    all.addAll(other.suspects());
    return new Suspicion(List.copyOf(all), reason);
  }
}
