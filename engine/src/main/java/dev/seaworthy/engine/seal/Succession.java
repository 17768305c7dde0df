package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a verdict follows the one that it names as the former. */
public final class Succession {
  private static final String FIX = "get the verdict before this one from who keeps them";

  private Succession() {}

  /**
   * What keeps {@code later} from following {@code former}: the name, the environment, the time.
   */
  public static List<Problem> problems(SealedVerdict later, SealedVerdict former) {
    List<Problem> problems = new ArrayList<>();
    Optional<Digest> named = later.previous();
    if (named.isEmpty()) {
      problems.add(new Problem("NO_PREVIOUS", "it names no verdict before it", FIX));
    } else if (!named.get().equals(former.digest())) {
      problems.add(
          new Problem(
              "OTHER_PREVIOUS",
              "it names `%s` as the verdict before it, not `%s`"
                  .formatted(named.get(), former.digest()),
              FIX));
    }
    problems.addAll(disorder(later, former));
    return problems;
  }

  /** The same of what both say of themselves, but for the name. */
  static List<Problem> disorder(SealedVerdict later, SealedVerdict former) {
    return disorder(later.environment(), later.claim().evaluatedAt(), former);
  }

  /** The same of a verdict that is yet to be sealed. */
  public static List<Problem> disorder(Verdict later, SealedVerdict former) {
    return disorder(later.release().environment(), later.evaluatedAt(), former);
  }

  private static List<Problem> disorder(
      String environment, Instant evaluatedAt, SealedVerdict former) {
    List<Problem> problems = new ArrayList<>();
    if (!environment.equals(former.environment())) {
      problems.add(
          new Problem(
              "OTHER_ENVIRONMENT",
              "the verdict before it is about another environment, `%s`, not `%s`"
                  .formatted(former.environment(), environment),
              FIX));
    }
    if (former.claim().evaluatedAt().isAfter(evaluatedAt)) {
      problems.add(
          new Problem(
              "TIME_ORDER",
              "the verdict before it was judged at %s, after %s"
                  .formatted(former.claim().evaluatedAt(), evaluatedAt),
              "ask who sealed them about the clock of that machine"));
    }
    return problems;
  }
}
