package dev.seaworthy.cli.rehearse;

import dev.seaworthy.cli.ExitCode;
import java.util.Locale;

/** How a rehearsal ended. */
public enum Outcome {
  COMPLETE(ExitCode.PASS),
  FAILED(ExitCode.FAIL),
  INTERRUPTED(ExitCode.UNKNOWN),
  DATABASE_LOST(ExitCode.UNKNOWN);

  private final int exitCode;

  Outcome(int exitCode) {
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }

  /** As records write it. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
