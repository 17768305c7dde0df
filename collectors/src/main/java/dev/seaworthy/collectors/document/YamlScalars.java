package dev.seaworthy.collectors.document;

import dev.seaworthy.engine.json.CanonicalJson;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a YAML scalar means to kubectl, whose reader follows YAML 1.1 for plain scalars ({@code yes}
 * is true, {@code 0644} is 420) without its dates and base-60 numbers. Held against the real
 * kubectl by a test.
 */
final class YamlScalars {
  private static final String CORE = "tag:yaml.org,2002:";
  private static final Map<String, Object> WORDS = words();
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final BigInteger MAX_UNSIGNED = BigInteger.ONE.shiftLeft(64);
  private static final double MAX_EXACT = 1L << 53;

  private static final int MAX_SHORT = 18;

  private YamlScalars() {}

  /** The value of a plain scalar without a tag. */
  static Object plain(String text) {
    return value(exact(text));
  }

  /** The same, where a number written as a fraction or with an exponent stays a {@link Double}. */
  static Object exact(String text) {
    if (text.isEmpty()) {
      return CanonicalJson.NULL;
    }
    char first = text.charAt(0);
    if ((first >= '0' && first <= '9') || first == '+' || first == '-' || first == '.') {
      return numberOrText(text, first);
    }
    return "yYnNtTfFoO~".indexOf(first) < 0 ? text : WORDS.getOrDefault(text, text);
  }

  /** An exact value as a value of JSON. */
  static Object value(Object exact) {
    return exact instanceof Double number && Double.isFinite(number) ? whole(number) : exact;
  }

  /**
   * The exact value of a scalar with an explicit tag.
   *
   * @return null if the text does not fit the tag
   */
  static @Nullable Object tagged(String tag, String text) {
    String type = tag.startsWith(CORE) ? tag.substring(CORE.length()) : "";
    return switch (type) {
      case "bool" -> plain(text) instanceof Boolean truth ? truth : null;
      case "null" -> plain(text) == CanonicalJson.NULL ? CanonicalJson.NULL : null;
      case "int" -> isInteger(exact(text)) ? exact(text) : null;
      case "float" -> exact(text) instanceof Number number ? number : null;
      case "binary" -> binary(text);
      default -> text;
    };
  }

  /** Java's double as kubectl passes it on: a whole number has no fraction. */
  static Number whole(double value) {
    return value == Math.rint(value) && Math.abs(value) <= MAX_EXACT
        ? (Number) Long.valueOf((long) value)
        : (Number) Double.valueOf(value);
  }

  private static boolean isInteger(Object value) {
    return value instanceof Long || value instanceof BigInteger;
  }

  private static Object numberOrText(String text, char first) {
    Object word = isShortInteger(text) ? (Object) Long.valueOf(text) : WORDS.get(text);
    if (word != null) {
      return word;
    }
    if (first == '.') {
      return FLOAT.matcher(text).matches() ? floating(text, text) : text;
    }
    String digits = text.indexOf('_') < 0 ? text : text.replace("_", "");
    BigInteger integer = integer(digits);
    if (integer != null) {
      return integer.bitLength() < Long.SIZE ? (Object) integer.longValue() : integer;
    }
    return FLOAT.matcher(digits).matches() ? floating(digits, text) : text;
  }

  /** Decimal digits that fit a long whatever they are, without a sign or radix: most numbers. */
  private static boolean isShortInteger(String text) {
    if (text.length() > MAX_SHORT || (text.charAt(0) == '0' && text.length() > 1)) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static Object floating(String digits, String text) {
    double value = Double.parseDouble(digits);
    return Double.isInfinite(value) ? text : (Object) value;
  }

  /** An integer of 64 bits, signed or not, in any of the radixes; null if it is none. */
  private static @Nullable BigInteger integer(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String digits = signed ? text.substring(1) : text;
    int radix = radix(digits);
    String magnitude = digits.substring(prefixLength(digits, radix));
    if (magnitude.isEmpty()
        || !magnitude.chars().allMatch(c -> c < 0x80 && Character.digit(c, radix) >= 0)) {
      return null;
    }
    BigInteger value = new BigInteger((text.startsWith("-") ? "-" : "") + magnitude, radix);
    boolean fits = value.bitLength() < Long.SIZE || (!signed && value.compareTo(MAX_UNSIGNED) < 0);
    return fits ? value : null;
  }

  private static int radix(String digits) {
    if (!digits.startsWith("0") || digits.length() == 1) {
      return 10;
    }
    return switch (digits.length() == 2 ? '0' : digits.charAt(1)) {
      case 'x', 'X' -> 16;
      case 'b', 'B' -> 2;
      default -> 8;
    };
  }

  private static int prefixLength(String digits, int radix) {
    if (radix == 8) {
      return digits.length() > 2 && (digits.charAt(1) | 0x20) == 'o' ? 2 : 1;
    }
    return radix == 10 ? 0 : 2;
  }

  private static @Nullable String binary(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text.replaceAll("[\r\n]", ""));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Map<String, Object> words() {
    Map<String, Object> words = new HashMap<>();
    for (String yes :
        List.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON")) {
      words.put(yes, true);
    }
    for (String no :
        List.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF")) {
      words.put(no, false);
    }
    for (String nothing : List.of("~", "null", "Null", "NULL")) {
      words.put(nothing, CanonicalJson.NULL);
    }
    for (String none : List.of(".nan", ".NaN", ".NAN")) {
      words.put(none, Double.NaN);
    }
    for (String infinite : List.of(".inf", ".Inf", ".INF")) {
      words.put(infinite, Double.POSITIVE_INFINITY);
      words.put("+" + infinite, Double.POSITIVE_INFINITY);
      words.put("-" + infinite, Double.NEGATIVE_INFINITY);
    }
    return words;
  }
}
