package dev.seaworthy.engine.policy;

import dev.seaworthy.engine.evidence.Problem;

/** A policy bundle that cannot be used at all: unreadable, untrusted, or not runnable here. */
public final class PolicyException extends Exception {
  private final transient Problem problem;

  public PolicyException(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  public PolicyException(String code, String message, String fix) {
    this(new Problem(code, message, fix));
  }

  public Problem problem() {
    return problem;
  }
}
