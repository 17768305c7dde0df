package dev.seaworthy.engine.policy.framework;

import java.util.Locale;

/** What a verdict says of a requirement. */
public enum Standing {
  /** Every control that proves it passes, and none that supports it says otherwise. */
  PROVEN,
  /** Every control that supports it passes; something that they do not judge is missing. */
  SUPPORTED,
  /** Nothing fails, but what people waived or declared not applicable stands in its way. */
  EXCEPTED,
  /** A control that bears on it fails. */
  FAILING,
  /** A control that bears on it could not be judged, or was not. */
  UNKNOWN,
  /** No control bears on it: this kind of evidence cannot prove it. */
  NOT_PROVABLE;

  /** The name used in files: {@code not-provable}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
