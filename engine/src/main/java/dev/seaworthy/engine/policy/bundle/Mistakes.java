package dev.seaworthy.engine.policy.bundle;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.policy.PolicyException;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a bundle's metadata, gathered so that an author sees all of it at once. */
public final class Mistakes {
  private final List<Problem> problems = new ArrayList<>();

  /**
   * Notes one mistake.
   *
   * @param where which control or file: {@code control `IMG-01`}
   */
  public void add(String where, String what, String fix) {
    problems.add(new Problem("BUNDLE_METADATA", oneLine(where + " " + what), fix));
  }

  public List<Problem> all() {
    return List.copyOf(problems);
  }

  public boolean any() {
    return !problems.isEmpty();
  }

  /**
   * Ends the reading if there was a mistake.
   *
   * @throws PolicyException naming the first mistake, and how many more there are
   */
  public void throwIfAny(String label) throws PolicyException {
    if (problems.isEmpty()) {
      return;
    }
    Problem first = problems.get(0);
    String more = problems.size() == 1 ? "" : " (and %d more)".formatted(problems.size() - 1);
    throw new PolicyException(
        first.code(), "`%s`: %s%s".formatted(label, first.message(), more), first.fix());
  }

  /** Names in hostile metadata may hold line breaks. */
  private static String oneLine(String message) {
    return message.replaceAll("\\p{Cntrl}", "?");
  }
}
