package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.evidence.Problem;

/** A sealed verdict that is not to be relied on. */
public final class SealException extends Exception {
  private final transient Problem problem;

  SealException(String code, String message, String fix) {
    super(message);
    this.problem = new Problem(code, message, fix);
  }

  SealException(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
