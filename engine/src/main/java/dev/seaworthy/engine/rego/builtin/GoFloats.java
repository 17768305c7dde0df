package dev.seaworthy.engine.rego.builtin;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Doubles as Go writes them: with as few digits as tell them from all others. */
final class GoFloats {
  private static final int MOST_DIGITS = 17;

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
}
