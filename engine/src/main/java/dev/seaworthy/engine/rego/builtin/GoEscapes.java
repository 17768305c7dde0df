package dev.seaworthy.engine.rego.builtin;

/** Escapes in Go's string literals. */
final class GoEscapes {
  private static final String SHORT = "abfnrtv\\'\"";
  private static final String MEANT = "\u0007\b\f\n\r\t\u000b\\'\"";

  private GoEscapes() {}

  /** The text that a literal's inside stands for. */
  static String decode(String inside) {
    StringBuilder out = new StringBuilder(inside.length());
    int at = 0;
    while (at < inside.length()) {
      char c = inside.charAt(at++);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char kind = at < inside.length() ? inside.charAt(at++) : ' ';
      int meant = SHORT.indexOf(kind);
      if (meant >= 0) {
        out.append(MEANT.charAt(meant));
        continue;
      }
      int digits =
          switch (kind) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            default -> 0;
          };
      if (digits == 0 || at + digits > inside.length()) {
        throw Operands.failed("template: template:1: invalid syntax");
      }
      out.appendCodePoint(hex(inside.substring(at, at + digits)));
      at += digits;
    }
    return out.toString();
  }

  private static int hex(String digits) {
    try {
      int point = Integer.parseInt(digits, 16);
      return Character.isValidCodePoint(point) ? point : 0xfffd;
    } catch (NumberFormatException e) {
      throw Operands.failed("template: template:1: invalid syntax");
    }
  }
}
