package dev.seaworthy.cli.format;

import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.verdict.Verdict;

/** What is said of a verdict in the same words wherever people read it. */
final class VerdictWords {
  private VerdictWords() {}

  /** What follows from the answer. */
  static String meaning(Verdict verdict) {
    return switch (verdict.status()) {
      case PASS, WAIVED, NOT_APPLICABLE -> "may sail, until " + verdict.validUntil();
      case FAIL ->
          "may not sail; mend what failed at severity %s or worse".formatted(verdict.failOn().id());
      case UNKNOWN -> "may not sail; not everything could be judged";
    };
  }

  /** A status as people read it. */
  static String words(Status status) {
    return status.id().replace('-', ' ');
  }

  /** How many findings the controls of a severity have. */
  static int findings(Verdict verdict, Severity severity) {
    return verdict.results().stream()
        .filter(result -> result.control().severity() == severity)
        .mapToInt(result -> result.outcome().findings().size())
        .sum();
  }

  /** {@code 1 file}, {@code 2 files}. */
  static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** How many findings a baseline waives. */
  static long baselined(Verdict verdict) {
    return verdict.results().stream()
        .flatMap(result -> result.outcome().waived().stream())
        .filter(waived -> waived.waiver().isOfBaseline())
        .count();
  }
}
