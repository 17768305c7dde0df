package dev.seaworthy.cli.descriptor;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** The known word that a mistyped one was probably meant to be. */
public final class Suggestion {
  private Suggestion() {}

  /** The nearest of {@code known}, when it is near enough to be meant. */
  public static Optional<String> of(String word, Collection<String> known) {
    int limit = Math.max(1, word.length() / 3);
    return new TreeSet<>(known)
        .stream()
            .filter(candidate -> distance(fold(word), fold(candidate)) <= limit)
            .min(Comparator.comparingInt(candidate -> distance(fold(word), fold(candidate))));
  }

  /** An instruction: the nearest word where there is one, else all of them. */
  public static String fix(String word, Collection<String> known) {
    return of(word, known)
        .map("did you mean `%s`?"::formatted)
        .orElseGet(
            () ->
                known.isEmpty()
                    ? "remove it; nothing is known here"
                    : "use one of `%s`".formatted(String.join("`, `", new TreeSet<>(known))));
  }

  private static String fold(String word) {
    return word.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /**
   * Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours
   * (https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance).
   */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int best = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
    best = Math.min(best, cost[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
