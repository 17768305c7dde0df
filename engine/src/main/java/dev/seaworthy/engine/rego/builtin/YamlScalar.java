package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What plain text in YAML stands for, as <a href="https://github.com/yaml/go-yaml">go-yaml</a> v3
 * resolves it: YAML 1.2's core schema, with underscores and binary and old octal numbers. Dates are
 * text.
 */
final class YamlScalar {
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern POINT_FLOAT = Pattern.compile("\\.[0-9]+([eE][-+]?[0-9]+)?");
  private static final Pattern DATE =
      Pattern.compile(
          "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
              + "([Tt ][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}([.,][0-9]+)?(Z|[-+][0-9]{2}:[0-9]{2})?)?");
  private static final int LONGEST_NUMBER = 400;
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private YamlScalar() {}

  /** The value, text if it is nothing else; null for infinities, which JSON does not have. */
  static @Nullable Value resolve(String text) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> NullValue.NULL;
      case "true", "True", "TRUE" -> BooleanValue.TRUE;
      case "false", "False", "FALSE" -> BooleanValue.FALSE;
      case ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF" -> null;
      case "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF" -> null;
      default -> number(text);
    };
  }

  /** Whether plain text stands for itself. */
  static boolean isText(String text) {
    return resolve(text) instanceof StringValue && !DATE.matcher(text).matches();
  }

  private static Value number(String text) {
    char first = text.charAt(0);
    boolean isCandidate = TimeParser.isDigit(first) || first == '.' || first == '+' || first == '-';
    if (!isCandidate || text.length() > LONGEST_NUMBER) {
      return StringValue.of(text);
    }
    if (first == '.') {
      return POINT_FLOAT.matcher(text).matches() ? real(text, text) : StringValue.of(text);
    }
    if (DATE.matcher(text).matches()) {
      return StringValue.of(text);
    }
    String plain = text.replace("_", "");
    BigInteger integer = integer(plain);
    if (integer != null) {
      return NumberValue.of(integer);
    }
    return FLOAT.matcher(plain).matches() ? real(plain, text) : StringValue.of(text);
  }

  /** An integer in one of Go's notations that fits 64 bits. */
  private static @Nullable BigInteger integer(String text) {
    boolean isNegative = text.startsWith("-");
    String digits = isNegative || text.startsWith("+") ? text.substring(1) : text;
    int base = 10;
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      base =
          switch (digits.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            default -> 8;
          };
      boolean hasLetter = !TimeParser.isDigit(digits.charAt(1));
      boolean isOctal = digits.charAt(1) == 'o' || digits.charAt(1) == 'O';
      digits = digits.substring(hasLetter && (base != 8 || isOctal) ? 2 : 1);
    }
    int radix = base;
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c < 0x80 && digit(c, radix) >= 0)) {
      return null;
    }
    BigInteger value = new BigInteger(digits, base);
    value = isNegative ? value.negate() : value;
    boolean isUnsigned = !isNegative && !text.startsWith("+");
    BigInteger most = isUnsigned ? MOST : BigInteger.valueOf(Long.MAX_VALUE);
    return value.compareTo(LEAST) < 0 || value.compareTo(most) > 0 ? null : value;
  }

  private static int digit(int c, int radix) {
    return Character.digit(c, radix);
  }

  private static Value real(String number, String text) {
    double value = Double.parseDouble(number);
    return Double.isFinite(value) ? jsonNumber(value) : StringValue.of(text);
  }

  /** The number as Go's {@code encoding/json} writes a double. */
  static Value jsonNumber(double value) {
    NumberValue number = NumberValue.parse(json(value));
    if (number == null) {
      throw new IllegalStateException("a double is within what numbers may be");
    }
    return number;
  }

  private static String json(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    double size = Math.abs(value);
    BigDecimal shortest = GoFloats.shortest(value);
    return size < 1e-6 || size >= 1e21
        ? GoFloats.exponential(shortest, 1)
        : shortest.stripTrailingZeros().toPlainString();
  }
}
