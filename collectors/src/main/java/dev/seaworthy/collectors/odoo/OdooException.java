package dev.seaworthy.collectors.odoo;

import dev.seaworthy.engine.evidence.Problem;

/** An Odoo that cannot be asked, and why. */
public final class OdooException extends Exception {
  private final transient Problem problem;

  OdooException(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
