package dev.seaworthy.engine.log;

import dev.seaworthy.engine.evidence.Problem;

/** A log that cannot be read, written or trusted. */
public final class LogException extends Exception {
  private final transient Problem problem;

  LogException(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
