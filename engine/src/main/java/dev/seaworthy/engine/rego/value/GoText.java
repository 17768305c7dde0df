package dev.seaworthy.engine.rego.value;

/** Text as Go's {@code strconv.Quote} writes it, which is how OPA prints strings. */
public final class GoText {
  private GoText() {}

  public static String quote(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2);
    quote(text, out);
    return out.toString();
  }

  static void quote(String text, StringBuilder out) {
    out.append('"');
    text.codePoints().forEach(point -> append(point, out));
    out.append('"');
  }

  private static void append(int point, StringBuilder out) {
    switch (point) {
      case '"', '\\' -> out.append('\\').append((char) point);
      case 0x07 -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case 0x0b -> out.append("\\v");
      default -> {
        if (isPrintable(point)) {
          out.appendCodePoint(point);
        } else {
          out.append(escape(point));
        }
      }
    }
  }

  /** {@code point} escaped: a byte that is no UTF-8 is kept as a lone surrogate. */
  private static String escape(int point) {
    if (point < 0x80) {
      return String.format("\\x%02x", point);
    }
    if (point >= 0xdc80 && point <= 0xdcff) {
      return String.format("\\x%02x", point - 0xdc00);
    }
    return point < 0x10000 ? String.format("\\u%04x", point) : String.format("\\U%08x", point);
  }

  /** Go's {@code unicode.IsPrint}: letters, marks, numbers, punctuation, symbols, and the blank. */
  public static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> point == ' ';
      default -> true;
    };
  }
}
