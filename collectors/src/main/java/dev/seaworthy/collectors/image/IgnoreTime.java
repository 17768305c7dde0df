package dev.seaworthy.collectors.image;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Reads until when an entry of an ignore file counts: a day, at whose beginning in UTC it ends, or
 * a time.
 */
final class IgnoreTime {
  private IgnoreTime() {}

  /** Seconds since 1970; empty for anything else. */
  static Optional<Long> of(String text) {
    try {
      return Optional.of(
          text.contains("T")
              ? OffsetDateTime.parse(text).toEpochSecond()
              : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toEpochSecond());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
