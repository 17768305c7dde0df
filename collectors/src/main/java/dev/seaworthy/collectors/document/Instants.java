package dev.seaworthy.collectors.document;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reads points in time as people write them. */
public final class Instants {
  public static final String EXAMPLE = "2026-11-20T08:00:00Z";

  private Instants() {}

  /** A time of RFC 3339, with its offset. */
  public static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A time, or a day, which stands for its first instant in UTC. */
  public static Optional<Instant> timeOrDay(String text) {
    try {
      return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException e) {
      return time(text);
    }
  }
}
