package dev.seaworthy.engine.policy;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what somebody meant who mistyped a name. */
public final class Suggestions {
  private Suggestions() {}

  /** {@code , did you mean `x`?}, or nothing when no name is near. */
  public static String didYouMean(String typed, Collection<String> names) {
    return nearest(typed, names).map(", did you mean `%s`?"::formatted).orElse("");
  }

  /** The name nearest to what was typed, if it is near enough to be meant. */
  public static Optional<String> nearest(String typed, Collection<String> names) {
    int bound = Math.max(2, typed.length() / 3);
    return names.stream()
        .filter(name -> distance(typed, name) <= bound)
        .min(
            Comparator.<String>comparingInt(name -> distance(typed, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Levenshtein's distance, without regard to case. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        int replaced = previous[j - 1] + (same ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
