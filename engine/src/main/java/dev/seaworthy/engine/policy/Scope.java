package dev.seaworthy.engine.policy;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What one evaluation of a control sees. */
public enum Scope {
  /** One piece of evidence; evaluated once for each. */
  OBJECT,
  /** All evidence the control needs and reads, together; evaluated once. */
  SNAPSHOT;

  public static Optional<Scope> parse(String id) {
    return Stream.of(values())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(id))
        .findFirst();
  }
}
