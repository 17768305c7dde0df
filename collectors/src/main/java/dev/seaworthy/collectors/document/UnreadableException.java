package dev.seaworthy.collectors.document;

import dev.seaworthy.engine.evidence.Problem;

/** Ends the reading of one document; never leaves this package. */
final class UnreadableException extends Exception {
  private final transient Problem problem;
  private final transient Tree.Mark at;

  UnreadableException(Problem problem, Tree.Mark at) {
    super(problem.message(), null, false, false);
    this.problem = problem;
    this.at = at;
  }

  Tree.Mark at() {
    return at;
  }

  Problem problem() {
    return problem;
  }

  ReadProblem in(int document) {
    return new ReadProblem(problem, document, at);
  }
}
