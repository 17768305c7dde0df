package dev.seaworthy.collectors.document;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A fraction as the key of a mapping. Keys of JSON are text, and kubectl writes a number as the
 * shortest decimal that its nearest 32-bit float is known by, with an exponent where that is below
 * -4 or above 5.
 */
final class FloatKey {
  /** Nine digits tell every 32-bit float from its neighbours. */
  private static final int MAX_DIGITS = 9;

  private static final int MIN_EXPONENT = -4;
  private static final int MAX_EXPONENT = 5;

  private FloatKey() {}

  static String of(double value) {
    float number = (float) value;
    if (Float.isNaN(number)) {
      return ".nan";
    }
    if (Float.isInfinite(number)) {
      return number < 0 ? "-.inf" : ".inf";
    }
    if (number == 0) {
      return 1 / number < 0 ? "-0" : "0";
    }
    BigDecimal shortest = shortest(number).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    return exponent < MIN_EXPONENT || exponent > MAX_EXPONENT
        ? scientific(shortest, exponent)
        : shortest.toPlainString();
  }

  private static BigDecimal shortest(float number) {
    BigDecimal exact = new BigDecimal(number);
    for (int digits = 1; digits < MAX_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.floatValue() == number) {
        return rounded;
      }
    }
    return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN));
  }

  private static String scientific(BigDecimal number, int exponent) {
    BigDecimal mantissa = number.scaleByPowerOfTen(-exponent).stripTrailingZeros();
    int size = Math.abs(exponent);
    return "%se%s%s%d"
        .formatted(mantissa.toPlainString(), exponent < 0 ? "-" : "+", size < 10 ? "0" : "", size);
  }
}
