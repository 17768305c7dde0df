package dev.seaworthy.admission;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of a request when a control does not pass; the strictest first. */
public enum Mode {
  /** The request is refused. */
  ENFORCE,
  /** The request is allowed and the client warned. */
  WARN,
  /** The request is allowed and only the audit log is told. */
  AUDIT;

  static Optional<Mode> parse(String id) {
    return Stream.of(values()).filter(one -> one.id().equals(id)).findFirst();
  }

  /** The one of the two that does less. */
  Mode milder(Mode other) {
    return compareTo(other) < 0 ? other : this;
  }

  /** As configurations name it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
