package dev.seaworthy.cli.network.svg;

/** Text inside XML. */
final class Xml {
  private Xml() {}

  /** {@code text} with what XML keeps for itself escaped, and what it forbids replaced. */
  static String text(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(point -> append(escaped, point));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int point) {
    switch (point) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\'' -> escaped.append("&#39;");
      default -> escaped.appendCodePoint(isCharacter(point) ? point : 0xFFFD);
    }
  }

  /** Extensible Markup Language 1.0, section 2.2, without marks that turn the direction of text. */
  private static boolean isCharacter(int point) {
    boolean allowed =
        point == '\t'
            || point == '\n'
            || (point >= 0x20 && point <= 0xD7FF)
            || (point >= 0xE000 && point <= 0xFFFD)
            || point >= 0x10000;
    return allowed && Character.getType(point) != Character.FORMAT;
  }
}
