package dev.seaworthy.collectors.cluster;

import dev.seaworthy.engine.evidence.Problem;

/** A request that got no usable answer; never leaves this package. */
final class ApiException extends Exception {
  /** What that means for the requests that follow. */
  enum Reach {
    /** Only this request is lost. */
    REQUEST,
    /** The list changed too much since its first page; it can be begun anew. */
    EXPIRED,
    /** The answer does not fit into what may be held. */
    ROOM,
    /** The server is gone, or seems so. */
    SERVER,
    /** No request of this identity or selection will fare better. */
    ALL
  }

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final Reach reach;

  ApiException(Problem problem, Reach reach) {
    super(problem.message(), null, false, false);
    this.problem = problem;
    this.reach = reach;
  }

  Problem problem() {
    return problem;
  }

  Reach reach() {
    return reach;
  }
}
