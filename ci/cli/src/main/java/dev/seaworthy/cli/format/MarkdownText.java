package dev.seaworthy.cli.format;

/** Text in a Markdown page or a cell of its tables. */
final class MarkdownText {
  private MarkdownText() {}

  /** Code in backticks stays; what Markdown would take for markup outside of it is escaped. */
  static String of(String text) {
    StringBuilder safe = new StringBuilder();
    boolean inCode = false;
    for (char one : line(text).toCharArray()) {
      inCode ^= one == '`';
      boolean isMarkup = one == '|' || (!inCode && "*_<>[]\\#".indexOf(one) >= 0);
      safe.append(isMarkup ? "\\" + one : String.valueOf(one));
    }
    return safe.toString();
  }

  /** The text on one line. */
  static String line(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
