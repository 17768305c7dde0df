package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.evidence.Problem;

/** An evidence bundle that cannot be judged again. */
public final class BundleException extends Exception {
  private final transient Problem problem;

  BundleException(String code, String message, String fix) {
    super(message);
    this.problem = new Problem(code, message, fix);
  }

  public Problem problem() {
    return problem;
  }
}
