package dev.seaworthy.engine.policy;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How much a failed control matters, worst first. */
public enum Severity {
  CRITICAL,
  HIGH,
  MEDIUM,
  LOW;

  public static Optional<Severity> parse(String id) {
    return Stream.of(values()).filter(one -> one.id().equals(id)).findFirst();
  }

  /** The lower-case name used in files and on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether this is {@code threshold} or worse. */
  public boolean isAtLeast(Severity threshold) {
    return compareTo(threshold) <= 0;
  }
}
