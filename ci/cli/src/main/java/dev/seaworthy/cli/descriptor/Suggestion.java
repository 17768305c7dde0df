package dev.seaworthy.cli.descriptor;

import dev.seaworthy.engine.policy.Suggestions;
import java.util.Collection;
import java.util.TreeSet;

/** What to do about a name that is not known. */
public final class Suggestion {
  private Suggestion() {}

  /** An instruction: the nearest name where there is one, else all of them. */
  public static String fix(String word, Collection<String> known) {
    return Suggestions.nearest(word, known)
        .map("did you mean `%s`?"::formatted)
        .orElseGet(
            () ->
                known.isEmpty()
                    ? "remove it; nothing is known here"
                    : "use one of `%s`".formatted(String.join("`, `", new TreeSet<>(known))));
  }
}
