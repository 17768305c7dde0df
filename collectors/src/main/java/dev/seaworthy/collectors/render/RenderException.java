package dev.seaworthy.collectors.render;

import dev.seaworthy.engine.evidence.Problem;

/** Ends the rendering of one chart or overlay; never leaves this package. */
final class RenderException extends Exception {
  private final transient Problem problem;

  RenderException(Problem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
