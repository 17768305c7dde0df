package dev.seaworthy.engine.rego.builtin;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Doubles that are not negative, in the notations of Go's {@code strconv.FormatFloat}. */
final class FractionText {
  private static final int MANTISSA_BITS = 52;
  private static final int HEX_DIGITS = 15;

  /** After so many, all digits of any double are zeros. */
  private static final int MAX_PLACES = 1100;

  private static final long LEADING = 1L << 60;

  private FractionText() {}

  /**
   * @param precision -1 for as few digits as tell the number from others
   */
  static String of(double number, char notation, int precision) {
    return switch (notation) {
      case 'b' -> binary(number);
      case 'x' -> hexadecimal(number, precision);
      case 'X' -> hexadecimal(number, precision).toUpperCase(Locale.ROOT);
      case 'f' -> fixed(number, precision);
      case 'e', 'E' -> scientific(number, notation, precision);
      default -> general(number, notation == 'G' ? 'E' : 'e', precision);
    };
  }

  private static String fixed(double number, int precision) {
    int places = Math.min(precision, MAX_PLACES);
    BigDecimal rounded = new BigDecimal(number).setScale(places, RoundingMode.HALF_EVEN);
    return Digits.of(rounded).fixed(precision);
  }

  private static String scientific(double number, char letter, int precision) {
    return rounded(number, precision + 1).scientific(precision, letter);
  }

  private static String general(double number, char letter, int precision) {
    if (precision < 0) {
      return Digits.shortest(number).general(-1, letter);
    }
    int count = Math.max(1, precision);
    return rounded(number, count).general(count, letter);
  }

  private static Digits rounded(double number, int count) {
    BigDecimal exact = new BigDecimal(number);
    return Digits.of(exact.round(new MathContext(count, RoundingMode.HALF_EVEN)));
  }

  private static long mantissa(double number) {
    long bits = Double.doubleToRawLongBits(number);
    long fraction = bits & ((1L << MANTISSA_BITS) - 1);
    return bits >> MANTISSA_BITS == 0 ? fraction : fraction | 1L << MANTISSA_BITS;
  }

  private static String binary(double number) {
    int power = Math.max(Math.getExponent(number), Double.MIN_EXPONENT) - MANTISSA_BITS;
    return mantissa(number) + "p" + (power < 0 ? "" : "+") + power;
  }

  private static String hexadecimal(double number, int precision) {
    int power = Math.max(Math.getExponent(number), Double.MIN_EXPONENT);
    long bits = mantissa(number) << (60 - MANTISSA_BITS);
    if (bits == 0) {
      power = 0;
    } else {
      int zeros = Long.numberOfLeadingZeros(bits) - 3;
      bits <<= zeros;
      power -= zeros;
    }
    if (precision >= 0 && precision < HEX_DIGITS) {
      bits = roundedTo(bits, precision);
      if (bits >= LEADING << 1) {
        bits >>= 1;
        power++;
      }
    }
    String exponent = (Math.abs(power) < 10 ? "0" : "") + Math.abs(power);
    return "0x" + hexDigits(bits, precision) + "p" + (power < 0 ? "-" : "+") + exponent;
  }

  private static long roundedTo(long bits, int digits) {
    int shift = 60 - digits * 4;
    long rest = bits & ((1L << shift) - 1);
    long kept = bits >> shift;
    // Halves go to the even neighbour: an odd digit tips the balance.
    boolean up = (rest << (60 - shift) | (kept & 1)) > 1L << 59;
    return (up ? kept + 1 : kept) << shift;
  }

  private static String hexDigits(long bits, int precision) {
    String all = String.format(Locale.ROOT, "%015x", bits & (LEADING - 1));
    String shown = precision < 0 ? all.replaceFirst("0+$", "") : all;
    if (precision >= 0) {
      shown = (all + "0".repeat(Math.max(0, precision - HEX_DIGITS))).substring(0, precision);
    }
    return (bits >> 60) + (shown.isEmpty() ? "" : ".") + shown;
  }

  /** The flag {@code #}: always a point, and the zeros that %g leaves out. */
  static String withPoint(String text, int verb, int precision) {
    int end = tail(text, verb);
    String head = text.substring(0, end);
    int missing = 0;
    if (verb == 'v' || verb == 'g' || verb == 'G' || verb == 'x') {
      missing = (precision < 0 ? 6 : precision) - significant(head);
    }
    boolean hasPoint = head.indexOf('.') >= 0;
    if (!hasPoint && head.equals("0")) {
      missing--;
    }
    return head + (hasPoint ? "" : ".") + "0".repeat(Math.max(0, missing)) + text.substring(end);
  }

  /** Where the exponent begins. */
  private static int tail(String text, int verb) {
    boolean isHexadecimal = verb == 'x' || verb == 'X';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 'p' || c == 'P' || (!isHexadecimal && (c == 'e' || c == 'E'))) {
        return i;
      }
    }
    return text.length();
  }

  private static int significant(String head) {
    int first = 0;
    while (first < head.length() && (head.charAt(first) == '0' || head.charAt(first) == '.')) {
      first++;
    }
    return (int) head.substring(first).chars().filter(c -> c != '.').count();
  }
}
