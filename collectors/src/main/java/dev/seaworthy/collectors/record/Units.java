package dev.seaworthy.collectors.record;

import dev.seaworthy.collectors.document.Instants;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads measures that people write with their unit. Empty where the text is none. */
public final class Units {
  private static final Pattern DURATION_PART = Pattern.compile("\\G([0-9]{1,9})([dhms])");
  private static final Map<String, Long> SECONDS =
      Map.of("d", 86_400L, "h", 3600L, "m", 60L, "s", 1L);

  private static final Pattern SIZE =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,3})?)([kMGT]i?)?B");
  private static final String PREFIXES = "kMGT";
  private static final int DECIMAL = 1000;
  private static final int BINARY = 1024;

  private Units() {}

  /** Seconds since 1970-01-01T00:00:00Z of a time of RFC 3339 with its offset. */
  static OptionalLong time(String text) {
    return Instants.time(text).stream().mapToLong(Instant::getEpochSecond).findAny();
  }

  /** Seconds of a duration such as {@code 1h30m}. */
  public static OptionalLong duration(String text) {
    Matcher part = DURATION_PART.matcher(text);
    long seconds = 0;
    int end = 0;
    while (part.find()) {
      seconds += Long.parseLong(part.group(1)) * SECONDS.getOrDefault(part.group(2), 0L);
      end = part.end();
    }
    return end > 0 && end == text.length() ? OptionalLong.of(seconds) : OptionalLong.empty();
  }

  /** Bytes of a size such as {@code 40GiB} or {@code 1.5 TB}, rounded down. */
  public static OptionalLong size(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      return OptionalLong.empty();
    }
    String unit = size.group(2) == null ? "" : size.group(2);
    int power = unit.isEmpty() ? 0 : PREFIXES.indexOf(unit.charAt(0)) + 1;
    BigDecimal base = BigDecimal.valueOf(unit.endsWith("i") ? BINARY : DECIMAL);
    BigDecimal bytes = new BigDecimal(size.group(1)).multiply(base.pow(power));
    return bytes.compareTo(BigDecimal.valueOf(1L << 53)) > 0
        ? OptionalLong.empty()
        : OptionalLong.of(bytes.setScale(0, RoundingMode.DOWN).longValueExact());
  }
}
