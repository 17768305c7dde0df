package dev.seaworthy.collectors.iam;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Reads ends of access: a day, which stands for its first instant in UTC, or a time of RFC 3339.
 */
final class Days {
  static final String EXPECTED = "a day such as `2026-12-31`, or a time with its offset";

  private Days() {}

  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(
          text.contains("T")
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
