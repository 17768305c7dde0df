package dev.seaworthy.engine.preserve;

import dev.seaworthy.engine.evidence.Problem;

/** An evidence record, or a time stamp of one, that does not hold. */
public final class RecordException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public RecordException(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  RecordException(String code, String message) {
    this(new Problem(code, message, RecordReport.FIX));
  }

  public Problem problem() {
    return problem;
  }
}
