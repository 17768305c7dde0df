package dev.seaworthy.collectors.cluster;

import dev.seaworthy.engine.evidence.Problem;

/** What a user asked for names no cluster: no such context, no kubeconfig, a broken one. */
public final class ClusterException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ClusterException(Problem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
