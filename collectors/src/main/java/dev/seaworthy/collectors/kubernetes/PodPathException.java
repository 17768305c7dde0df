package dev.seaworthy.collectors.kubernetes;

import dev.seaworthy.engine.evidence.Problem;

/** What a user declared as the place of a custom kind's pod spec is none. */
public final class PodPathException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  PodPathException(Problem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
