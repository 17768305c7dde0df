package dev.seaworthy.admission;

import dev.seaworthy.engine.evidence.Problem;

/** An admission review or a configuration that cannot be read. */
public final class AdmissionException extends Exception {
  private final transient Problem problem;

  public AdmissionException(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  AdmissionException(String code, String message, String fix) {
    this(new Problem(code, message, fix));
  }

  public Problem problem() {
    return problem;
  }
}
