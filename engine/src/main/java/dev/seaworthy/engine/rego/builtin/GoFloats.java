package dev.seaworthy.engine.rego.builtin;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Doubles as Go writes them: with as few digits as tell them from all others. */
final class GoFloats {
  private static final int MOST_DIGITS = 17;

  /** From this exponent on, {@code 'g'} writes one. */
  private static final int GENERAL_EXPONENT = 6;

  private GoFloats() {}

  /** The shortest decimal that reads as the same double; {@code Double.toString} is not always. */
  static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < MOST_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return rounded;
      }
    }
    return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
  }

  /** One digit, the others behind a point, and an exponent: {@code 1.5e-07}. */
  static String exponential(BigDecimal number, int leastExponentDigits) {
    BigDecimal stripped = number.stripTrailingZeros();
    String digits = stripped.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - stripped.scale();
    StringBuilder out = new StringBuilder(stripped.signum() < 0 ? "-" : "");
    out.append(digits.charAt(0));
    if (digits.length() > 1) {
      out.append('.').append(digits, 1, digits.length());
    }
    out.append('e').append(exponent < 0 ? '-' : '+');
    String size = Integer.toString(Math.abs(exponent));
    out.append("0".repeat(Math.max(0, leastExponentDigits - size.length())));
    return out.append(size).toString();
  }

  /** As {@code strconv.FormatFloat(value, 'g', -1, 64)}: {@code 1e+21}, {@code 0.0001}. */
  static String general(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal shortest = shortest(value).stripTrailingZeros();
    int exponent = shortest.precision() - 1 - shortest.scale();
    return exponent < -4 || exponent >= GENERAL_EXPONENT
        ? exponential(shortest, 2)
        : shortest.toPlainString();
  }
}
