package dev.seaworthy.collectors.image;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads Go's times. */
final class ScanTime {
  private ScanTime() {}

  /** Seconds since 1970; empty for Go's zero time, which stands for none. */
  static Optional<Long> epochSeconds(ReportStream stream) throws IOException {
    String text = stream.text();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      return time.getYear() <= 1 ? Optional.empty() : Optional.of(time.toEpochSecond());
    } catch (DateTimeParseException e) {
      throw stream.invalid("is not a time");
    }
  }
}
