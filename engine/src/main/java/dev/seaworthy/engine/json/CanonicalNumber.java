package dev.seaworthy.engine.json;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Numbers as RFC 8785, section 3.2.2.3 writes them, which is as ECMAScript does: the shortest
 * decimal that reads back as the same IEEE 754 double.
 */
final class CanonicalNumber {
  /** Up to here every integer has a double of its own. */
  static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

  private static final int SAFE_BITS = 53;
  private static final int LARGEST_PLAIN_EXPONENT = 21;
  private static final int SMALLEST_PLAIN_EXPONENT = -6;

  private CanonicalNumber() {}

  static String write(BigInteger integer) {
    if (integer.bitLength() <= SAFE_BITS) {
      return integer.toString();
    }
    double value = integer.doubleValue();
    if (Double.isInfinite(value) || new BigDecimal(value).compareTo(new BigDecimal(integer)) != 0) {
      throw new NotCanonicalException(
          "the integer `%s` has no exact IEEE 754 double".formatted(abbreviate(integer)));
    }
    return write(value);
  }

  static String write(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new NotCanonicalException("a number is out of the range of an IEEE 754 double");
    }
    if (value == 0) {
      return "0";
    }
    return value < 0 ? "-" + writePositive(-value) : writePositive(value);
  }

  private static String writePositive(double value) {
    BigDecimal shortest = shortest(value).stripTrailingZeros();
    String digits = shortest.unscaledValue().toString();
    // The decimal point stands after this many digits: 0.00123 -> -2, 123 -> 3.
    int point = digits.length() - shortest.scale();
    if (point > LARGEST_PLAIN_EXPONENT || point <= SMALLEST_PLAIN_EXPONENT) {
      return scientific(digits, point - 1);
    }
    return plain(digits, point);
  }

  private static String plain(String digits, int point) {
    if (point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    if (point >= digits.length()) {
      return digits + "0".repeat(point - digits.length());
    }
    return digits.substring(0, point) + "." + digits.substring(point);
  }

  private static String scientific(String digits, int exponent) {
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return mantissa + (exponent < 0 ? "e-" : "e+") + Math.abs(exponent);
  }

  /** Java asks for two digits at least (4.9E-324); ECMAScript takes one where one is enough. */
  private static BigDecimal shortest(double value) {
    BigDecimal decimal = new BigDecimal(DoubleToDecimal.toString(value));
    BigDecimal oneDigit = decimal.round(new java.math.MathContext(1));
    return oneDigit.doubleValue() == value ? oneDigit : decimal;
  }

  private static String abbreviate(BigInteger integer) {
    String text = integer.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
