package dev.seaworthy.cli.hook;

import dev.seaworthy.engine.evidence.Problem;

/** An event that is refused. */
final class HookException extends Exception {
  private final int status;
  private final transient Problem problem;

  HookException(int status, String code, String message, String fix) {
    super(message);
    this.status = status;
    this.problem = new Problem(code, message, fix);
  }

  static HookException malformed(String why) {
    return new HookException(
        400,
        "HOOK_MALFORMED",
        "the event cannot be read: " + why,
        "let the forge send it, as JSON, to the path of a forge of its kind");
  }

  /** Of the answer. */
  int status() {
    return status;
  }

  Problem problem() {
    return problem;
  }
}
