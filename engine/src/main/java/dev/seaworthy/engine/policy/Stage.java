package dev.seaworthy.engine.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The stages of a release, in the order in which their gates open. */
public enum Stage {
  BUILD,
  DRIFT,
  MIGRATION,
  INTEGRATION,
  PERFORMANCE,
  SECURITY,
  CONTINUITY,
  SIGN_OFF,
  HYPERCARE;

  public static Optional<Stage> parse(String id) {
    return Stream.of(values()).filter(one -> one.id().equals(id)).findFirst();
  }

  /** Whether the gate of this stage opens before that of {@code other}. */
  public boolean isBefore(Stage other) {
    return compareTo(other) < 0;
  }

  /** Those whose gates open before this one's, in order. */
  public List<Stage> before() {
    return Stream.of(values()).filter(one -> one.isBefore(this)).toList();
  }

  /** The name used in files: {@code sign-off}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
