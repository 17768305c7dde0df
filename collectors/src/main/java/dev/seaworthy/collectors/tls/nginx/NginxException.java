package dev.seaworthy.collectors.tls.nginx;

import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;

/** An nginx configuration that nginx would not start with. */
final class NginxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient Location at;

  NginxException(Problem problem, Location at) {
    super(problem.message());
    this.problem = problem;
    this.at = at;
  }

  Problem problem() {
    return problem;
  }

  Location at() {
    return at;
  }
}
