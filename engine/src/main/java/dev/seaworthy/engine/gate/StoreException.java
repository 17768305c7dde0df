package dev.seaworthy.engine.gate;

import dev.seaworthy.engine.evidence.Problem;

/** A store that cannot be read or written as a whole. */
public final class StoreException extends Exception {
  private final transient Problem problem;

  public StoreException(String code, String message, String fix) {
    super(message);
    this.problem = new Problem(code, message, fix);
  }

  public Problem problem() {
    return problem;
  }
}
