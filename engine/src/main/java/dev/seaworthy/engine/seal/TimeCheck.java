package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.seal.SealReport.Claim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Holds the times of a bundle against each other and against a clock. */
final class TimeCheck {
  private final Custody custody;
  private final Claim claim;
  private final Instant now;

  TimeCheck(Custody custody, Claim claim, Instant now) {
    this.custody = custody;
    this.claim = claim;
    this.now = now;
  }

  /**
   * Steps that do not follow each other.
   *
   * @param chosen whether a user chose the time of judging, so that it need not lie between others
   */
  List<Problem> disorder(boolean chosen) {
    List<Problem> problems = new ArrayList<>();
    requireOrder(problems, "collecting", custody.collectedFrom(), "sealing", custody.sealedAt());
    if (!chosen) {
      requireOrder(problems, "collecting", custody.collectedFrom(), "judging", claim.evaluatedAt());
      requireOrder(problems, "judging", claim.evaluatedAt(), "sealing", custody.sealedAt());
    }
    return problems;
  }

  /** Times that cannot be. */
  List<Problem> impossible() {
    List<Problem> problems = new ArrayList<>();
    requirePast(problems, "collecting began", custody.collectedFrom());
    requirePast(problems, "it was judged", claim.evaluatedAt());
    requirePast(problems, "it was sealed", custody.sealedAt());
    requireOrder(problems, "judging", claim.evaluatedAt(), "its end", claim.validUntil());
    return problems;
  }

  /** What the times say, for people. */
  String detail() {
    return now.isBefore(claim.validUntil())
        ? "judged at %s, valid until %s".formatted(claim.evaluatedAt(), claim.validUntil())
        : "judged at %s, valid no longer than %s"
            .formatted(claim.evaluatedAt(), claim.validUntil());
  }

  private void requirePast(List<Problem> problems, String what, Instant time) {
    if (time.isAfter(now)) {
      problems.add(
          new Problem(
              "FUTURE_TIME",
              "%s at %s, which is yet to come".formatted(what, time),
              "set this machine's clock, or ask the bundle's maker about theirs"));
    }
  }

  private static void requireOrder(
      List<Problem> problems, String first, Instant earlier, String second, Instant later) {
    if (earlier.isAfter(later)) {
      problems.add(
          new Problem(
              "TIME_ORDER",
              "%s is at %s, after %s at %s".formatted(first, earlier, second, later),
              "ask the bundle's maker about the clock of that machine"));
    }
  }
}
