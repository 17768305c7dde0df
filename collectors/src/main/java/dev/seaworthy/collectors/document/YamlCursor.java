package dev.seaworthy.collectors.document;

/** A place in a YAML text whose lines end with line feeds alone, and whose characters are whole. */
final class YamlCursor {
  private static final char NOTHING = '\n';

  private final String text;
  private final int firstLine;
  private int at;
  private int line;
  private int lineStart;

  /**
   * @param firstLine the line of the file that the text begins on, from 0
   */
  YamlCursor(String text, int firstLine) {
    this.text = text;
    this.firstLine = firstLine;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  int at() {
    return at;
  }

  void moveTo(int position) {
    at = position;
  }

  void skip(int characters) {
    at += characters;
  }

  int column() {
    return at - lineStart;
  }

  Tree.Mark mark() {
    return new Tree.Mark(firstLine + line + 1, column() + 1);
  }

  /** The character here; a line feed at the end of the text. */
  char here() {
    return charAt(at);
  }

  /** The character at a position; a line feed behind the end of the text. */
  char charAt(int position) {
    return position < text.length() ? text.charAt(position) : NOTHING;
  }

  String between(int from, int to) {
    return text.substring(from, to);
  }

  boolean startsWith(String prefix) {
    return text.startsWith(prefix, at);
  }

  void skipSpaces() {
    at += spaces();
  }

  /** Whether nothing stands before the line's end but spaces and, set off by one, a comment. */
  boolean restIsBlank() {
    int next = at + spaces();
    char c = charAt(next);
    return c == '\n' || (c == '#' && next > at);
  }

  /** How many spaces stand here. */
  int spaces() {
    int next = at;
    while (charAt(next) == ' ') {
      next++;
    }
    return next - at;
  }

  /** Whether a line feed ends the line, and not the text. */
  boolean lineIsWhole() {
    return lineEnd() < text.length();
  }

  int lineEnd() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  void nextLine() {
    at = Math.min(text.length(), lineEnd() + 1);
    line++;
    lineStart = at;
  }

  /** Goes to the first character that says something, over empty lines and comments. */
  boolean toContent() {
    for (; !atEnd(); nextLine()) {
      skipSpaces();
      if (here() != '\n' && here() != '#') {
        return true;
      }
    }
    return false;
  }
}
