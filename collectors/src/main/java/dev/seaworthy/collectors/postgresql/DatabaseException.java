package dev.seaworthy.collectors.postgresql;

import dev.seaworthy.engine.evidence.Problem;

/** A database that cannot be asked, and why. */
public final class DatabaseException extends Exception {
  private final transient Problem problem;

  DatabaseException(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
