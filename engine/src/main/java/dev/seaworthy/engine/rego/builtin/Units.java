package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Amounts with a unit: {@code 1.5Gi}, {@code 100m}. */
final class Units {
  /** The double nearest to a thousandth, which is what Go multiplies by. */
  private static final BigDecimal MILLI =
      new BigDecimal("0.001000000000000000020816681711721685132943093776702880859375");

  private static final String LETTERS = "kmgtpe";
  private static final int MAX_EXPONENT_DIGITS = 6;

  /** Larger results are refused: OPA computes them, a million digits long. */
  private static final int MAX_MAGNITUDE = 30_000;

  /** How many bits Go's {@code big.Float} keeps. */
  private static final int FLOAT_BITS = 64;

  private static final int FRACTION_DIGITS = 10;

  private Units() {}

  /** A number and what follows it. */
  private record Amount(String number, String unit) {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "units.parse" -> (Builtin.One) Units::parse;
      case "units.parse_bytes" -> (Builtin.One) Units::parseBytes;
      default -> null;
    };
  }

  private static Value parse(Budget budget, Value operand) {
    String text = Operands.text(operand, 1).replace("\"", "");
    budget.steps(text.length());
    if (text.indexOf(' ') >= 0) {
      throw parseFailed("spaces not allowed in resource strings");
    }
    Amount amount = split(text);
    if (amount == null) {
      throw parseFailed("exponent too large");
    }
    if (amount.number.isEmpty()) {
      throw parseFailed("no amount provided");
    }
    BigDecimal factor = factor(amount.unit);
    BigDecimal number = number(amount.number);
    if (number == null) {
      throw parseFailed("could not parse amount to a number");
    }
    if (isBeyondReason(number)) {
      throw parseFailed("exponent too large");
    }
    budget.allocate(MAX_MAGNITUDE);
    BigDecimal product = number.multiply(factor).stripTrailingZeros();
    if (product.scale() <= 0) {
      return NumberValue.of(product.toBigInteger());
    }
    return decimal(product.setScale(FRACTION_DIGITS, RoundingMode.HALF_UP).toPlainString());
  }

  private static Value decimal(String literal) {
    NumberValue number = NumberValue.parse(literal);
    if (number == null) {
      throw parseFailed("could not parse amount to a number");
    }
    return number;
  }

  /** Decimal and binary multiples; only {@code m} and {@code M} differ by case. */
  private static BigDecimal factor(String written) {
    if (written.equals("m")) {
      return MILLI;
    }
    String unit = written;
    if (unit.length() > 1) {
      unit = unit.charAt(0) + unit.substring(1).toLowerCase(Locale.ROOT);
    }
    BigDecimal factor =
        unit.length() > 2 || unit.endsWith("b") ? null : multiple(unit.toLowerCase(Locale.ROOT));
    if (factor == null || unit.codePoints().anyMatch(c -> c > 'z')) {
      throw parseFailed("unit %s not recognized".formatted(unit));
    }
    return factor;
  }

  private static @Nullable BigDecimal multiple(String unit) {
    if (unit.isEmpty()) {
      return BigDecimal.ONE;
    }
    int power = LETTERS.indexOf(unit.charAt(0)) + 1;
    return switch (power == 0 ? "?" : unit.substring(1)) {
      case "", "b" -> BigDecimal.TEN.pow(3 * power);
      case "i", "ib" -> new BigDecimal(BigInteger.ONE.shiftLeft(10 * power));
      default -> null;
    };
  }

  private static Value parseBytes(Budget budget, Value operand) {
    String text = Operands.text(operand, 1).toLowerCase(Locale.ROOT).replace("\"", "");
    budget.steps(text.length());
    if (text.indexOf(' ') >= 0) {
      throw bytesFailed("spaces not allowed in resource strings");
    }
    Amount amount = split(text);
    if (amount == null) {
      throw bytesFailed("exponent too large");
    }
    if (amount.number.isEmpty()) {
      throw bytesFailed("no byte amount provided");
    }
    BigDecimal factor = multiple(amount.unit);
    if (factor == null) {
      throw bytesFailed("byte unit %s not recognized".formatted(amount.unit));
    }
    BigDecimal number = number(amount.number);
    if (number == null) {
      throw bytesFailed("could not parse byte amount to a number");
    }
    if (isBeyondReason(number)) {
      throw bytesFailed("exponent too large");
    }
    budget.allocate(MAX_MAGNITUDE);
    return NumberValue.of(rounded(rounded(number).multiply(factor)).toBigInteger());
  }

  /** Rounds to as many bits as Go keeps of an amount. */
  private static BigDecimal rounded(BigDecimal number) {
    BigInteger whole = number.toBigInteger().abs();
    // Bits that a fraction needs behind the point, so that all bits kept are in front of it.
    int shift = FLOAT_BITS + 2 - whole.bitLength();
    if (whole.signum() == 0) {
      shift += Math.max(0, (int) ((number.scale() - number.precision()) * 3.33) + 4);
    }
    BigDecimal scale = new BigDecimal(BigInteger.ONE.shiftLeft(Math.abs(shift)));
    BigDecimal scaled =
        shift >= 0 ? number.multiply(scale) : number.divide(scale, 80, RoundingMode.DOWN);
    BigInteger kept = scaled.toBigInteger();
    boolean isInexact = scaled.compareTo(new BigDecimal(kept)) != 0;
    BigInteger mantissa = halfEven(kept.abs(), isInexact);
    BigDecimal magnitude = new BigDecimal(mantissa);
    BigDecimal result = shift >= 0 ? magnitude.divide(scale) : magnitude.multiply(scale);
    return number.signum() < 0 ? result.negate() : result;
  }

  private static BigInteger halfEven(BigInteger value, boolean hasMore) {
    int drop = value.bitLength() - FLOAT_BITS;
    if (drop <= 0) {
      return value;
    }
    BigInteger kept = value.shiftRight(drop);
    boolean isHalf = value.testBit(drop - 1);
    boolean isMore = hasMore || value.getLowestSetBit() < drop - 1;
    boolean isUp = isHalf && (isMore || kept.testBit(0));
    return (isUp ? kept.add(BigInteger.ONE) : kept).shiftLeft(drop);
  }

  private static @Nullable BigDecimal number(String text) {
    if (text.length() > MAX_MAGNITUDE) {
      return null; // Reading it would take a while.
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static boolean isBeyondReason(BigDecimal number) {
    return Math.abs((long) number.precision() - number.scale()) > MAX_MAGNITUDE
        || number.precision() > MAX_MAGNITUDE;
  }

  /** Splits where the number ends; null if its exponent has too many digits. */
  private static @Nullable Amount split(String text) {
    int end = 0;
    while (end < text.length() && isNumeric(text.charAt(end))) {
      char c = text.charAt(end);
      if (c == 'e' || c == 'E') {
        char next = end + 1 < text.length() ? text.charAt(end + 1) : '?';
        boolean isSigned = next == '+' || next == '-';
        if (!isSigned && !isDigit(next)) {
          break;
        }
        end += isSigned ? 1 : 0;
        if (digits(text, end + 1) > MAX_EXPONENT_DIGITS) {
          return null;
        }
      }
      end++;
    }
    return new Amount(text.substring(0, end), text.substring(end));
  }

  private static int digits(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end - from;
  }

  private static boolean isNumeric(char c) {
    return isDigit(c) || c == '.' || c == 'e' || c == 'E' || c == '+' || c == '-';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static RegoException parseFailed(String why) {
    return Operands.failed("units.parse: " + why);
  }

  private static RegoException bytesFailed(String why) {
    return Operands.failed("units.parse_bytes: " + why);
  }
}
