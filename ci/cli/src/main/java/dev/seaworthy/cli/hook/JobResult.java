package dev.seaworthy.cli.hook;

import dev.seaworthy.engine.evidence.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What came of an attempt.
 *
 * @param kind what happens next
 * @param outcome one word, for the log and the metrics
 * @param head id of the commit that was looked at; empty where it is not known
 * @param notes what the user should know
 */
record JobResult(
    Kind kind, String outcome, String head, Optional<Problem> problem, List<String> notes) {
  /** What happens next. */
  enum Kind {
    /** Nothing: the result is told, or there is none to tell. */
    DONE,
    /** It may go better later. */
    AGAIN
  }

  JobResult {
    notes = List.copyOf(notes);
  }

  static JobResult done(String outcome, String head, List<String> notes) {
    return new JobResult(Kind.DONE, outcome, head, Optional.empty(), notes);
  }

  /** The author was told why it cannot be judged. */
  static JobResult explained(String head, Problem problem, List<String> notes) {
    return new JobResult(Kind.DONE, "explained", head, Optional.of(problem), notes);
  }

  static JobResult again(String head, Problem problem) {
    return new JobResult(Kind.AGAIN, "failed", head, Optional.of(problem), List.of());
  }

  boolean isDone() {
    return kind == Kind.DONE;
  }
}
