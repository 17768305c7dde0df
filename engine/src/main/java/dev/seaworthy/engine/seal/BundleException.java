package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.evidence.Problem;

/** An evidence bundle that does not hold, cannot be made, or cannot be judged again. */
public final class BundleException extends Exception {
  private final transient Problem problem;

  BundleException(String code, String message, String fix) {
    super(message);
    this.problem = new Problem(code, message, fix);
  }

  public BundleException(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
