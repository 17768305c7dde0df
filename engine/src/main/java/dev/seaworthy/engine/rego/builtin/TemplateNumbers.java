package dev.seaworthy.engine.rego.builtin;

import java.util.Locale;

/** Numbers as templates write them. */
final class TemplateNumbers {
  private TemplateNumbers() {}

  /** An integer as a {@code Long}, anything else as a {@code Double}. */
  static Object parse(String text, int line) {
    String plain = text.replace("_", "").toLowerCase(Locale.ROOT);
    boolean isNegative = plain.startsWith("-");
    String digits = isNegative || plain.startsWith("+") ? plain.substring(1) : plain;
    try {
      int base = base(digits);
      if (base != 10) {
        boolean hasLetter = !TimeParser.isDigit(digits.charAt(1));
        long size = Long.parseLong(digits.substring(hasLetter ? 2 : 1), base);
        return isNegative ? -size : size;
      }
      boolean isReal = digits.indexOf('.') >= 0 || digits.indexOf('e') >= 0;
      if (isReal && digits.matches("[0-9.]+(e[-+]?[0-9]+)?")) {
        return Double.parseDouble(plain);
      }
      return Long.parseLong(plain);
    } catch (NumberFormatException e) {
      throw Operands.failed(
          "template: template:%d: bad number syntax: \"%s\"".formatted(line, text));
    }
  }

  private static int base(String digits) {
    boolean isPrefixed = digits.length() > 1 && digits.charAt(0) == '0';
    if (!isPrefixed || digits.indexOf('.') >= 0) {
      return 10;
    }
    return switch (digits.charAt(1)) {
      case 'x' -> 16;
      case 'b' -> 2;
      case 'e' -> 10;
      default -> 8;
    };
  }
}
