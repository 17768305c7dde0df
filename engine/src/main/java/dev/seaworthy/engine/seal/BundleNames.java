package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.evidence.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which names the files of an evidence bundle may have: such as mean the same file on every system,
 * and one that lies inside the bundle.
 */
public final class BundleNames {
  /** No honest bundle has more files. */
  public static final int MAX_FILES = 1000;

  private static final int MAX_LENGTH = 200;
  private static final int MAX_DEPTH = 4;
  private static final int MAX_SHOWN = 80;
  private static final Pattern STEP = Pattern.compile("[A-Za-z0-9_+-][A-Za-z0-9_.+-]*");
  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]|`");

  private BundleNames() {}

  /** What is wrong with a name; empty when it may be used. */
  public static Optional<Problem> problem(String name) {
    String[] steps = name.split("/", -1);
    boolean plain = List.of(steps).stream().allMatch(step -> STEP.matcher(step).matches());
    if (!plain || name.length() > MAX_LENGTH || steps.length > MAX_DEPTH) {
      return Optional.of(
          new Problem(
              "UNSAFE_NAME",
              "`%s` is no name that a file of a bundle may have".formatted(shown(name)),
              "get the bundle from its maker again: names are plain, relative and short"));
    }
    return Optional.empty();
  }

  /** What is wrong with names that are together in one bundle, file by file. */
  public static List<Problem> problems(Collection<String> names) {
    List<Problem> problems = new ArrayList<>();
    if (names.size() > MAX_FILES) {
      problems.add(tooMany());
      return problems;
    }
    Set<String> exact = new HashSet<>();
    Map<String, String> folded = new HashMap<>();
    for (String name : names) {
      problem(name).ifPresent(problems::add);
      String alike = folded.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
      if (!exact.add(name)) {
        problems.add(
            new Problem(
                "DUPLICATE_NAME",
                "`%s` is there twice".formatted(shown(name)),
                "get the bundle from its maker again: programs disagree on which one counts"));
      } else if (alike != null) {
        problems.add(
            new Problem(
                "CASE_COLLISION",
                "`%s` and `%s` are one file on some systems".formatted(shown(alike), shown(name)),
                "get the bundle from its maker again"));
      }
    }
    return problems;
  }

  /** More files than {@link #MAX_FILES}. */
  public static Problem tooMany() {
    return new Problem(
        "TOO_MANY_FILES",
        "the bundle holds more than %d files".formatted(MAX_FILES),
        "check that it is the bundle you mean");
  }

  /** A name from outside, safe to show. */
  public static String shown(String name) {
    String safe = UNPRINTABLE.matcher(name).replaceAll("?");
    return safe.length() <= MAX_SHOWN ? safe : safe.substring(0, MAX_SHOWN) + "…";
  }
}
