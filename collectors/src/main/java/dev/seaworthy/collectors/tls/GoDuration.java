package dev.seaworthy.collectors.tls;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as Traefik reads them: Go's durations, or a plain number of seconds. */
final class GoDuration {
  private static final Map<String, BigDecimal> SECONDS =
      Map.of(
          "ns", new BigDecimal("1e-9"),
          "us", new BigDecimal("1e-6"),
          "µs", new BigDecimal("1e-6"),
          "ms", new BigDecimal("1e-3"),
          "s", BigDecimal.ONE,
          "m", BigDecimal.valueOf(60),
          "h", BigDecimal.valueOf(3600));

  private static final Pattern PART =
      Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ns|us|µs|ms|s|m|h)");
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");

  private GoDuration() {}

  /** Rounded up, so that what is above zero stays so; empty where it is no length of time. */
  static OptionalLong seconds(Object plain) {
    String text = String.valueOf(plain);
    if (WHOLE.matcher(text).matches()) {
      return OptionalLong.of(Long.parseLong(text));
    }
    Matcher part = PART.matcher(text);
    BigDecimal sum = BigDecimal.ZERO;
    int at = 0;
    while (part.find() && part.start() == at) {
      sum = sum.add(new BigDecimal(part.group(1)).multiply(SECONDS.get(part.group(2))));
      at = part.end();
    }
    return at > 0 && at == text.length()
        ? OptionalLong.of(sum.setScale(0, RoundingMode.CEILING).longValueExact())
        : OptionalLong.empty();
  }
}
