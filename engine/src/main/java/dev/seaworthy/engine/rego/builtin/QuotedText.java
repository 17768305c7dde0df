package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.GoText;
import java.util.Locale;

/** Texts and characters as they stand in Go's source. */
final class QuotedText {
  private static final int REPLACEMENT = 0xfffd;

  private QuotedText() {}

  /** A text in quotes; with {@code #} in backquotes where they will do. */
  static String of(String text, FormatFlags flags) {
    if (flags.sharp && !flags.source && canBackquote(text)) {
      return "`" + text + "`";
    }
    String quoted = GoText.quote(text);
    return flags.plus ? ascii(quoted) : quoted;
  }

  private static boolean canBackquote(String text) {
    return text.codePoints()
        .allMatch(
            point ->
                point != '`'
                    && point != 0x7f
                    && point != 0xfeff
                    && (point >= ' ' || point == '\t')
                    && !isSurrogate(point));
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  private static String ascii(String quoted) {
    StringBuilder text = new StringBuilder(quoted.length());
    quoted
        .codePoints()
        .forEach(
            point -> {
              if (point < 0x80) {
                text.append((char) point);
              } else {
                text.append(String.format(point < 0x10000 ? "\\u%04x" : "\\U%08x", point));
              }
            });
    return text.toString();
  }

  /** The character of a number; U+FFFD if there is none. */
  static String character(long number) {
    return Character.toString(point(number));
  }

  private static int point(long number) {
    boolean exists = number >= 0 && number <= Character.MAX_CODE_POINT;
    return exists && !isSurrogate((int) number) ? (int) number : REPLACEMENT;
  }

  /** The character of a number in single quotes. */
  static String ofCharacter(long number, boolean ascii) {
    int point = point(number);
    String inner =
        switch (point) {
          case '\'' -> "\\'";
          case '"' -> "\"";
          default -> {
            String quoted = GoText.quote(Character.toString(point));
            yield quoted.substring(1, quoted.length() - 1);
          }
        };
    return "'" + (ascii ? ascii(inner) : inner) + "'";
  }

  /** {@code U+0041}; with {@code #} the character follows. */
  static String codePoint(long number, FormatFlags flags) {
    String digits = Long.toHexString(number).toUpperCase(Locale.ROOT);
    int least = Math.max(4, flags.precision);
    String code = "U+" + "0".repeat(Math.max(0, least - digits.length())) + digits;
    boolean isShown =
        flags.sharp
            && number >= 0
            && number <= Character.MAX_CODE_POINT
            && GoText.isPrintable((int) number);
    return isShown ? code + " '" + Character.toString((int) number) + "'" : code;
  }
}
