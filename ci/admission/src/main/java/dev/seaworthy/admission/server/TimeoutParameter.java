package dev.seaworthy.admission.server;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long the API server waits: it says so in the query, as Go writes durations. */
final class TimeoutParameter {
  private static final Map<String, Long> NANOS =
      Map.of("ns", 1L, "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L);
  private static final Pattern PART =
      Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ns|us|ms|s|m)");
  private static final int MOST_PARTS = 4;

  private TimeoutParameter() {}

  /** The duration that {@code text} is; empty if it is none, or zero. */
  static Optional<Duration> parse(String text) {
    Matcher parts = PART.matcher(text);
    BigDecimal nanos = BigDecimal.ZERO;
    int end = 0;
    for (int i = 0; i < MOST_PARTS && end < text.length(); i++) {
      if (!parts.find(end) || parts.start() != end) {
        return Optional.empty();
      }
      long unit = NANOS.getOrDefault(parts.group(2), 0L);
      nanos = nanos.add(new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit)));
      end = parts.end();
    }
    return end < text.length() || nanos.signum() == 0
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(nanos.longValue()));
  }
}
