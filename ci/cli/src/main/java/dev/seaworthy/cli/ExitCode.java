package dev.seaworthy.cli;

import dev.seaworthy.engine.policy.Status;

/** What the process tells its caller; described in {@code docs/reference/exit-codes.md}. */
public final class ExitCode {
  public static final int PASS = 0;
  public static final int FAIL = 1;
  public static final int UNKNOWN = 2;
  public static final int CONFIGURATION = 3;
  public static final int INTERNAL = 4;

  private ExitCode() {}

  public static int of(Status verdict) {
    return switch (verdict) {
      case PASS, WAIVED, NOT_APPLICABLE -> PASS;
      case FAIL -> FAIL;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /**
   * The code of a search.
   *
   * @param found what was found stands, whatever else could not be read
   * @param complete whether everything that was asked for was read
   */
  public static int of(boolean found, boolean complete) {
    if (found) {
      return FAIL;
    }
    return complete ? PASS : UNKNOWN;
  }
}
