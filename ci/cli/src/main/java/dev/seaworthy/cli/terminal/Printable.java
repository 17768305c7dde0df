package dev.seaworthy.cli.terminal;

import java.io.IOException;

/**
 * Text from outside made safe to show: a terminal acts on control characters, and a reader is
 * misled by characters that reorder or hide text.
 */
public final class Printable {
  private static final int DELETE = 0x7f;
  private static final int LAST_C1_CONTROL = 0x9f;

  private Printable() {}

  /** {@code text} on one line, with every character that is not plainly visible spelled out. */
  public static String of(String text) {
    if (text.codePoints().noneMatch(Printable::isUnsafe)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            point -> {
              if (isUnsafe(point)) {
                safe.append(spelled(point));
              } else {
                safe.appendCodePoint(point);
              }
            });
    return safe.toString();
  }

  /** Writes {@code text} as a line of its own. */
  public static void line(Appendable out, String text) throws IOException {
    out.append(of(text)).append('\n');
  }

  /** Whether a terminal or a reader could be misled by {@code point}. */
  public static boolean isUnsafe(int point) {
    if (point < ' ' || (point >= DELETE && point <= LAST_C1_CONTROL)) {
      return true;
    }
    if (point < 0xad) {
      return false;
    }
    return switch (Character.getType(point)) {
      case Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  /** A character by its code point. */
  public static String spelled(int point) {
    return switch (point) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> point > 0xffff ? "\\u{%x}".formatted(point) : "\\u%04x".formatted(point);
    };
  }
}
