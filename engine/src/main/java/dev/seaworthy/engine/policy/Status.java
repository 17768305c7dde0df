package dev.seaworthy.engine.policy;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a control, or a whole verdict, ended. Only {@link #PASS} ever opens a gate by itself. */
public enum Status {
  PASS,
  FAIL,
  /** The evidence is missing, stale or unreadable, or the policy could not be run to its end. */
  UNKNOWN,
  /** Every finding is covered by a waiver that has not expired. */
  WAIVED,
  /** The release declares, with a reason, that the control does not apply. */
  NOT_APPLICABLE;

  public static Optional<Status> parse(String id) {
    return Stream.of(values()).filter(one -> one.id().equals(id)).findFirst();
  }

  /** The name used in files: {@code not-applicable}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
