package dev.seaworthy.engine.rego.builtin;

import java.math.BigInteger;
import java.util.Locale;

/** Integers, and bytes, in digits of a radix, with the signs and prefixes that flags ask for. */
final class IntegerText {
  private IntegerText() {}

  static String of(long number, int radix, int verb, FormatFlags flags) {
    String digits = Long.toUnsignedString(Math.abs(number), radix);
    if (flags.precision == 0 && number == 0) {
      return "";
    }
    String sign = sign(number < 0, flags);
    int least = flags.precision;
    if (least < 0 && flags.zero && !flags.minus && flags.width >= 0) {
      least = flags.width - sign.length();
    }
    String filled = "0".repeat(Math.max(0, least - digits.length())) + digits;
    String prefix = flags.sharp ? prefix(radix, filled) : "";
    if (verb == 'O') {
      prefix = "0o" + prefix;
    }
    return sign + cased(prefix + filled, verb);
  }

  private static String sign(boolean isNegative, FormatFlags flags) {
    return isNegative ? "-" : flags.plus ? "+" : flags.space ? " " : "";
  }

  private static String prefix(int radix, String digits) {
    return switch (radix) {
      case 2 -> "0b";
      case 8 -> digits.startsWith("0") ? "" : "0";
      case 16 -> "0x";
      default -> "";
    };
  }

  private static String cased(String text, int verb) {
    return verb == 'X' ? text.toUpperCase(Locale.ROOT) : text;
  }

  /** Big integers do not count a prefix as their first zero, and fill up after it. */
  static String of(BigInteger number, int radix, int verb, FormatFlags flags) {
    String digits = number.abs().toString(radix);
    String sign = sign(number.signum() < 0, flags);
    String prefix = flags.sharp && verb != 'O' ? prefix(radix, "") : "";
    if (verb == 'O') {
      prefix = "0o";
    }
    int zeros = Math.max(0, flags.precision - digits.length());
    if (flags.zero && !flags.minus && flags.precision < 0) {
      zeros = Math.max(0, flags.width - sign.length() - prefix.length() - digits.length());
    }
    return sign + cased(prefix + "0".repeat(zeros) + digits, verb);
  }

  /** Two digits for each byte, as many bytes as the precision allows. */
  static String ofBytes(byte[] bytes, boolean upper, FormatFlags flags) {
    int count = flags.precision < 0 ? bytes.length : Math.min(flags.precision, bytes.length);
    StringBuilder text = new StringBuilder(count * 2);
    for (int i = 0; i < count; i++) {
      if (flags.space && i > 0) {
        text.append(' ');
      }
      if (flags.sharp && (i == 0 || flags.space)) {
        text.append(upper ? "0X" : "0x");
      }
      int digits = (bytes[i] & 0xff) | 0x100;
      String two = Integer.toHexString(digits).substring(1);
      text.append(upper ? two.toUpperCase(Locale.ROOT) : two);
    }
    return text.toString();
  }
}
