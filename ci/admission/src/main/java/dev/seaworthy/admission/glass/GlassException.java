package dev.seaworthy.admission.glass;

import dev.seaworthy.engine.evidence.Problem;

/** A token that does not hold. */
public final class GlassException extends Exception {
  private final transient Problem problem;

  GlassException(String code, String message, String fix) {
    super(message);
    this.problem = new Problem(code, message, fix);
  }

  public Problem problem() {
    return problem;
  }
}
