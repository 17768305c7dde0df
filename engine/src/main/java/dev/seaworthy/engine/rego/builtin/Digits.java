package dev.seaworthy.engine.rego.builtin;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Decimal digits of a number that is not negative, {@code 0.d1d2d3... * 10^point}, without trailing
 * zeros; and the notations of Go's {@code strconv} for them.
 */
record Digits(String digits, int point) {
  private static final Digits ZERO = new Digits("", 0);

  /** All digits of {@code mantissa * 2^exponent}. */
  static Digits exact(BigInteger mantissa, int exponent) {
    return exponent >= 0
        ? of(new BigDecimal(mantissa.shiftLeft(exponent)))
        : of(new BigDecimal(mantissa.multiply(BigInteger.valueOf(5).pow(-exponent)), -exponent));
  }

  static Digits of(BigDecimal number) {
    if (number.signum() == 0) {
      return ZERO;
    }
    String all = number.unscaledValue().toString();
    return new Digits(withoutZeros(all, all.length()), all.length() - number.scale());
  }

  private static String withoutZeros(String digits, int length) {
    int end = length;
    while (end > 0 && digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, end);
  }

  /** The fewest digits that only this double has; the nearest such. */
  static Digits shortest(double magnitude) {
    BigDecimal exact = new BigDecimal(magnitude);
    if (exact.signum() == 0) {
      return ZERO;
    }
    for (int count = 1; count < 17; count++) {
      BigDecimal down = rounded(exact, count, RoundingMode.DOWN);
      BigDecimal up = rounded(exact, count, RoundingMode.UP);
      boolean isDown = down.doubleValue() == magnitude;
      boolean isUp = up.doubleValue() == magnitude;
      if (isDown && isUp) {
        return of(rounded(exact, count, RoundingMode.HALF_EVEN));
      }
      if (isDown || isUp) {
        return of(isDown ? down : up);
      }
    }
    return of(rounded(exact, 17, RoundingMode.HALF_EVEN));
  }

  private static BigDecimal rounded(BigDecimal exact, int count, RoundingMode mode) {
    return exact.round(new java.math.MathContext(count, mode));
  }

  int count() {
    return digits.length();
  }

  private char at(int position) {
    return position >= 0 && position < digits.length() ? digits.charAt(position) : '0';
  }

  /** Digits between two bounds, as few as there are; the bounds too if they are included. */
  Digits shortened(Digits lower, Digits upper, boolean included) {
    for (int i = 0; i < digits.length(); i++) {
      char digit = digits.charAt(i);
      boolean mayDrop = lower.at(i) != digit || (included && i + 1 == lower.count());
      boolean mayRaise =
          digit != upper.at(i) && (included || digit + 1 < upper.at(i) || i + 1 < upper.count());
      if (mayDrop || mayRaise) {
        boolean raise = (mayDrop && mayRaise) ? isUpperHalf(i + 1) : mayRaise;
        return raise ? raised(i + 1) : dropped(i + 1);
      }
    }
    return this;
  }

  private boolean isUpperHalf(int kept) {
    if (kept >= digits.length()) {
      return false;
    }
    boolean isTie = digits.charAt(kept) == '5' && kept + 1 == digits.length();
    return isTie ? kept > 0 && (digits.charAt(kept - 1) & 1) != 0 : digits.charAt(kept) >= '5';
  }

  private Digits raised(int kept) {
    if (kept >= digits.length()) {
      return this;
    }
    int end = kept;
    while (end > 0 && digits.charAt(end - 1) == '9') {
      end--;
    }
    if (end == 0) {
      return new Digits("1", point + 1);
    }
    char last = (char) (digits.charAt(end - 1) + 1);
    return new Digits(digits.substring(0, end - 1) + last, point);
  }

  private Digits dropped(int kept) {
    return kept >= digits.length() ? this : new Digits(withoutZeros(digits, kept), point);
  }

  /** {@code ddd.ddd} with so many places after the point. */
  String fixed(int places) {
    StringBuilder text = new StringBuilder(Math.max(point, 1) + places + 1);
    if (point <= 0) {
      text.append('0');
    }
    for (int i = 0; i < point; i++) {
      text.append(at(i));
    }
    if (places > 0) {
      text.append('.');
    }
    for (int i = 0; i < places; i++) {
      text.append(at(point + i));
    }
    return text.toString();
  }

  /** {@code d.ddde±dd} with so many places after the point. */
  String scientific(int places, char letter) {
    StringBuilder text = new StringBuilder(places + 8);
    text.append(at(0));
    if (places > 0) {
      text.append('.');
    }
    for (int i = 1; i <= places; i++) {
      text.append(at(i));
    }
    int power = digits.isEmpty() ? 0 : point - 1;
    text.append(letter).append(power < 0 ? '-' : '+');
    if (Math.abs(power) < 10) {
      text.append('0');
    }
    return text.append(Math.abs(power)).toString();
  }

  /**
   * {@link #scientific} for very large or small numbers, otherwise {@link #fixed}.
   *
   * @param precision how many digits were asked for; -1 for as few as there are
   */
  String general(int precision, char letter) {
    int asked = precision < 0 ? count() : precision;
    int limit = asked > count() && count() >= point ? count() : asked;
    if (precision < 0) {
      limit = 6;
    }
    if (point - 1 < -4 || point - 1 >= limit) {
      return scientific(Math.min(asked, count()) - 1, letter);
    }
    int shown = asked > point ? count() : asked;
    return fixed(Math.max(shown - point, 0));
  }
}
