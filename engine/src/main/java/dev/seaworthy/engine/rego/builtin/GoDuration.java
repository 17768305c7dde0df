package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.GoText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A span of time as Go writes it, {@code 1h30m}, extended by OPA with days, weeks and years. */
final class GoDuration {
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);
  private static final Map<String, Integer> HOURS = Map.of("d", 24, "w", 7 * 24, "y", 365 * 24);
  private static final Pattern SEGMENT = Pattern.compile("([0-9.]+)(ms|us|µs|ns|[a-z])");
  private static final int LONGEST = 1000;

  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(63);

  /** The text as it was written. */
  private final String original;

  private final boolean isExtended;

  private GoDuration(String original) {
    this.original = original;
    this.isExtended = original.chars().anyMatch(c -> c == 'd' || c == 'w' || c == 'y');
  }

  /**
   * @return nanoseconds
   * @throws RegoException of kind BUILTIN if it is none, or does not fit a long
   */
  static long parse(String text) {
    GoDuration duration = new GoDuration(text);
    if (text.length() > LONGEST) {
      throw duration.invalid();
    }
    return duration.nanos(duration.isExtended ? duration.inHours() : text);
  }

  /** The text with days, weeks and years written as hours. */
  private String inHours() {
    boolean isSigned = original.startsWith("-") || original.startsWith("+");
    StringBuilder out = new StringBuilder(original.substring(0, isSigned ? 1 : 0));
    Matcher segment = SEGMENT.matcher(original);
    int at = out.length();
    while (at < original.length()) {
      if (!segment.find(at) || segment.start() != at) {
        throw invalid();
      }
      String number = segment.group(1);
      String unit = segment.group(2);
      Integer hours = HOURS.get(unit);
      out.append(hours == null ? number + unit : hours(number, hours) + "h");
      at = segment.end();
    }
    return out.toString();
  }

  private String hours(String number, int hours) {
    try {
      double value = Double.parseDouble(number) * hours;
      if (Double.isFinite(value)) {
        return GoFloats.shortest(value).toPlainString();
      }
    } catch (NumberFormatException e) {
      // Two points, or nothing but a point.
    }
    throw invalid();
  }

  private long nanos(String text) {
    boolean isNegative = text.startsWith("-");
    String rest = isNegative || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return 0;
    }
    if (rest.isEmpty()) {
      throw invalid();
    }
    BigInteger sum = BigInteger.ZERO;
    int at = 0;
    while (at < rest.length()) {
      int number = end(rest, at, true);
      int unit = end(rest, number, false);
      sum = sum.add(nanos(rest.substring(at, number), rest.substring(number, unit)));
      if (sum.compareTo(LIMIT) > 0) {
        throw invalid();
      }
      at = unit;
    }
    BigInteger total = isNegative ? sum.negate() : sum;
    if (total.bitLength() >= Long.SIZE) {
      throw invalid();
    }
    return total.longValue();
  }

  /** Where the run of digits (with at most one point), or of anything else, ends. */
  private static int end(String text, int from, boolean isNumber) {
    int end = from;
    boolean hasPoint = false;
    while (end < text.length()) {
      char c = text.charAt(end);
      if ((TimeParser.isDigit(c) || c == '.') != isNumber || (isNumber && c == '.' && hasPoint)) {
        break;
      }
      hasPoint |= c == '.';
      end++;
    }
    return end;
  }

  private BigInteger nanos(String number, String unit) {
    if (number.isEmpty() || number.equals(".")) {
      throw invalid();
    }
    if (unit.isEmpty()) {
      throw failed("missing unit in duration");
    }
    Long each = NANOS.get(unit);
    if (each == null) {
      throw failed("unknown unit %s in duration".formatted(TimeText.quote(unit)));
    }
    int point = number.indexOf('.');
    String whole = point < 0 ? number : number.substring(0, point);
    BigInteger nanos = whole.isEmpty() ? BigInteger.ZERO : new BigInteger(whole);
    nanos = nanos.multiply(BigInteger.valueOf(each));
    if (point >= 0 && point + 1 < number.length()) {
      nanos = nanos.add(BigInteger.valueOf(fraction(number.substring(point + 1), each)));
    }
    return nanos;
  }

  /** The digits behind the point in Go's arithmetic, which is not exact. */
  private static long fraction(String digits, long each) {
    long value = 0;
    double scale = 1;
    for (int i = 0; i < digits.length(); i++) {
      long more = value * 10 + (digits.charAt(i) - '0');
      if (value > Long.MAX_VALUE / 10 || more < 0) {
        break;
      }
      value = more;
      scale *= 10;
    }
    return BigDecimal.valueOf(value * (each / scale)).longValue();
  }

  private RegoException invalid() {
    return failed("invalid duration");
  }

  private RegoException failed(String why) {
    return Operands.failed(
        "time: %s %s"
            .formatted(why, isExtended ? GoText.quote(original) : TimeText.quote(original)));
  }
}
