package dev.seaworthy.cli.forge;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** How long a forge asks to be left alone. */
final class Waits {
  /** GitHub asks for a minute where its secondary limit names no time. */
  private static final Duration SECONDARY = Duration.ofSeconds(60);

  private static final Duration UNSAID = Duration.ofSeconds(5);

  private Waits() {}

  /** Empty where the answer is not about too many requests. */
  static Optional<Duration> asked(int code, HttpHeaders headers, String body, Instant now) {
    boolean secondary = body.toLowerCase(Locale.ROOT).contains("secondary rate limit");
    boolean spent = headers.firstValue("x-ratelimit-remaining").filter("0"::equals).isPresent();
    OptionalLong after = number(headers, "retry-after");
    boolean limited = code == 429 || (code == 403 && (secondary || spent || after.isPresent()));
    if (!limited) {
      return Optional.empty();
    }
    if (after.isPresent()) {
      return Optional.of(Duration.ofSeconds(Math.max(1, after.getAsLong())));
    }
    OptionalLong reset = number(headers, "x-ratelimit-reset");
    if (spent && reset.isPresent()) {
      long seconds = reset.getAsLong() - now.getEpochSecond();
      return Optional.of(Duration.ofSeconds(Math.max(1, seconds + 1)));
    }
    return Optional.of(secondary ? SECONDARY : UNSAID);
  }

  private static OptionalLong number(HttpHeaders headers, String name) {
    return headers
        .firstValue(name)
        .filter(text -> text.matches("[0-9]{1,12}"))
        .map(text -> OptionalLong.of(Long.parseLong(text)))
        .orElse(OptionalLong.empty());
  }
}
