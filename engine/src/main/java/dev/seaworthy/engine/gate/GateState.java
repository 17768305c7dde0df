package dev.seaworthy.engine.gate;

import dev.seaworthy.engine.policy.Status;
import java.util.Locale;

/** How a stage's gate stands. */
public enum GateState {
  /** A verdict that passed, is in order and has not expired. */
  OPEN,
  /** The newest verdict failed. */
  FAILED,
  /** The newest verdict could not judge everything. */
  UNKNOWN,
  /** The newest verdict passed, and holds no longer. */
  EXPIRED,
  /** The newest verdict passed, but not after the stages before it. */
  OUT_OF_ORDER,
  /** There is no verdict that counts. */
  MISSING;

  /** The name in files: {@code out-of-order}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it comes to for a release. */
  public Status status() {
    return switch (this) {
      case OPEN -> Status.PASS;
      case FAILED -> Status.FAIL;
      case UNKNOWN, EXPIRED, OUT_OF_ORDER, MISSING -> Status.UNKNOWN;
    };
  }
}
