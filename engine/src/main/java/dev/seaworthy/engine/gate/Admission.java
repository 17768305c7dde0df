package dev.seaworthy.engine.gate;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.seal.SealedVerdict;
import java.util.Optional;

/** Decides whether an authentic verdict is one that a question is about. */
final class Admission {
  private static final String CHOSEN_FIX = "run the gate without `asOf` and without `--at`";

  private final Question question;

  Admission(Question question) {
    this.question = question;
  }

  /** Why it is not; empty if it is. */
  Optional<Problem> refusal(SealedVerdict verdict) {
    if (!verdict.claim().candidateDigest().equals(question.candidate())) {
      return refused(
          "OTHER_CANDIDATE",
          "it is about another candidate, `%s` `%s`"
              .formatted(verdict.claim().candidate(), verdict.claim().candidateDigest()),
          "run the gate for this candidate");
    }
    if (verdict.gate().isEmpty()) {
      return refused(
          "NO_GATE", "it is the verdict of a check, of no stage", "run the gate of a stage");
    }
    if (verdict.claim().evaluatedAt().isAfter(question.now())) {
      return refused(
          "FUTURE_TIME",
          "it was judged at %s, which is yet to come".formatted(verdict.claim().evaluatedAt()),
          "set the clock of the machine that is wrong, or wait");
    }
    if (verdict.timePinned() && !question.timeChosen()) {
      return refused(
          "TIME_CHOSEN",
          "it was judged as of a time that was chosen, which is a rehearsal",
          CHOSEN_FIX);
    }
    return Optional.empty();
  }

  private static Optional<Problem> refused(String code, String message, String fix) {
    return Optional.of(new Problem(code, message, fix));
  }
}
