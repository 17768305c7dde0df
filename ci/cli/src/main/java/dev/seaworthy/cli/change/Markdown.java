package dev.seaworthy.cli.change;

import dev.seaworthy.cli.terminal.Printable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Text from outside made safe in a forge's comment. A forge makes links of {@code @names}, {@code
 * #numbers} and addresses after Markdown is rendered, so that escaping alone does not stop it; it
 * leaves {@code <code>} alone. There, every sign that could mean something to Markdown, to a table
 * or to HTML is a numeric entity, which CommonMark (section 6.2) never takes for structure.
 */
final class Markdown {
  /** A longer text tells nobody more. */
  private static final int MAX_POINTS = 300;

  /** A word of which neither Markdown nor a forge makes anything but itself. */
  private static final String PLAIN_WORD = "\\p{L}*(['’-]\\p{L}+)*[,;.:]?|\\p{N}{1,6}";

  private Markdown() {}

  /** {@code text} as one piece of code. */
  static String code(String text) {
    StringBuilder out = new StringBuilder("<code>");
    cut(Printable.of(text)).codePoints().forEach(point -> append(point, out));
    return out.append("</code>").toString();
  }

  /** {@code text} as prose, with what is in backticks or no plain word as code. */
  static String prose(String text) {
    String[] parts = cut(Printable.of(text)).split("`", -1);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      boolean quoted = i % 2 == 1;
      out.append(quoted ? code(parts[i]) : words(parts[i]));
    }
    return out.toString();
  }

  private static String words(String text) {
    return Stream.of(text.split(" ", -1)).map(Markdown::word).collect(Collectors.joining(" "));
  }

  /** {@code GH-1} is a reference to an issue too. */
  private static String word(String word) {
    return word.matches(PLAIN_WORD) ? word : code(word);
  }

  private static void append(int point, StringBuilder out) {
    boolean plain =
        Character.isLetterOrDigit(point)
            || point == ' '
            || point == '/'
            || point == ','
            || point == '-';
    if (plain) {
      out.appendCodePoint(point);
    } else {
      out.append("&#").append(point).append(';');
    }
  }

  private static String cut(String text) {
    if (text.codePointCount(0, text.length()) <= MAX_POINTS) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, MAX_POINTS)) + "…";
  }
}
