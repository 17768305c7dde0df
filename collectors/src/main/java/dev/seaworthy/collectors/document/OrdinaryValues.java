package dev.seaworthy.collectors.document;

/** Keys and values of {@link OrdinaryYaml}; what is not ordinary is answered with false. */
final class OrdinaryValues {
  /** SnakeYAML looks hardly further for the colon of a key. */
  private static final int MAX_KEY = 1000;

  /** What begins with one of these is no plain scalar, or not always. */
  private static final String INDICATORS = "?:,[]{}#&*!|>'\"%@`";

  private final YamlCursor cursor;
  private final TreeBuilder builder;

  OrdinaryValues(YamlCursor cursor, TreeBuilder builder) {
    this.cursor = cursor;
    this.builder = builder;
  }

  /** Where the colon stands that makes a key of what begins here; -1 if none does. */
  int keyEnd() {
    int end = isQuote(cursor.here()) ? quoteEnd() : wordEnd();
    char next = cursor.charAt(end + 1);
    boolean key =
        end > cursor.at()
            && end - cursor.at() < MAX_KEY
            && cursor.charAt(end) == ':'
            && (next == ' ' || next == '\n');
    return key ? end : -1;
  }

  /**
   * Takes the key here.
   *
   * @param end where its colon stands
   */
  boolean key(int end) {
    Tree.Mark mark = cursor.mark();
    boolean quoted = isQuote(cursor.here());
    int quote = quoted ? 1 : 0;
    String key = cursor.between(cursor.at() + quote, end - quote);
    cursor.moveTo(end);
    builder.key(key, key, mark, false);
    return quoted || YamlScalars.exact(key).equals(key);
  }

  /** A scalar, or a flow collection, on one line. */
  boolean onLine() throws UnreadableException {
    boolean closed = isQuote(cursor.here()) || isFlow(cursor.here());
    return closed ? flow() : scalar(plainEnd());
  }

  private boolean flow() throws UnreadableException {
    return switch (cursor.here()) {
      case '"', '\'' -> quoted();
      case '[' -> flowList();
      case '{' -> flowMapping();
      default -> scalar(wordEnd());
    };
  }

  private boolean flowList() throws UnreadableException {
    openFlow(false);
    boolean ended = cursor.here() == ']';
    while (!ended) {
      if (!flow() || !endsItem(']')) {
        return false;
      }
      ended = cursor.here() == ']';
    }
    return closeFlow();
  }

  private boolean flowMapping() throws UnreadableException {
    openFlow(true);
    boolean ended = cursor.here() == '}';
    while (!ended) {
      int end = keyEnd();
      if (end < 0 || !key(end)) {
        return false;
      }
      cursor.skip(1);
      cursor.skipSpaces();
      if (!flow() || !endsItem('}')) {
        return false;
      }
      ended = cursor.here() == '}';
    }
    return closeFlow();
  }

  private void openFlow(boolean mapping) throws UnreadableException {
    builder.open(mapping, cursor.mark());
    cursor.skip(1);
    cursor.skipSpaces();
  }

  private boolean closeFlow() throws UnreadableException {
    builder.close();
    cursor.skip(1);
    return true;
  }

  /** Goes to the next item, or to the bracket that ends the collection. */
  private boolean endsItem(char bracket) {
    cursor.skipSpaces();
    if (cursor.here() != ',') {
      return cursor.here() == bracket;
    }
    cursor.skip(1);
    cursor.skipSpaces();
    return cursor.here() != bracket;
  }

  private boolean quoted() throws UnreadableException {
    int end = quoteEnd();
    if (end < 0) {
      return false;
    }
    String text = cursor.between(cursor.at() + 1, end - 1);
    builder.value(new Tree.Scalar(cursor.mark(), text));
    cursor.moveTo(end);
    return true;
  }

  private boolean scalar(int end) throws UnreadableException {
    if (end <= cursor.at()) {
      return false;
    }
    String text = cursor.between(cursor.at(), end);
    Object value = YamlScalars.plain(text);
    builder.value(new Tree.Scalar(cursor.mark(), value));
    cursor.moveTo(end);
    boolean finite = !(value instanceof Double number) || Double.isFinite(number);
    return finite && !text.equals("-");
  }

  /** Text by lines, the first of which tells how far in they stand. */
  boolean literal(int outerColumn) throws UnreadableException {
    Tree.Mark mark = cursor.mark();
    String header = cursor.between(cursor.at(), cursor.lineEnd());
    cursor.nextLine();
    int indentation = cursor.spaces();
    StringBuilder text = new StringBuilder();
    if (indentation <= outerColumn
        || cursor.charAt(cursor.at() + indentation) == '\n'
        || !literalLines(indentation, text)) {
      return false;
    }
    switch (header) {
      case "|" -> text.setLength(textEnd(text) + 1);
      case "|-" -> text.setLength(textEnd(text));
      case "|+" -> {}
      default -> {
        return false;
      }
    }
    builder.value(new Tree.Scalar(mark, text.toString()));
    return true;
  }

  private boolean literalLines(int indentation, StringBuilder text) {
    for (; !cursor.atEnd(); cursor.nextLine()) {
      int spaces = cursor.spaces();
      int end = cursor.lineEnd();
      boolean blank = cursor.at() + spaces == end;
      if (!blank && spaces < indentation) {
        return true;
      }
      // Lines of spaces, and a text without a last line feed, have rules of their own.
      if ((blank && spaces > 0) || !cursor.lineIsWhole()) {
        return false;
      }
      text.append(blank ? "" : cursor.between(cursor.at() + indentation, end)).append('\n');
    }
    return true;
  }

  /** Where the line feeds at the end begin. */
  private static int textEnd(StringBuilder text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\n') {
      end--;
    }
    return end;
  }

  /** Behind the closing quote on this line; -1 if there is none, or something is escaped. */
  private int quoteEnd() {
    char quote = cursor.here();
    int at = cursor.at() + 1;
    for (char c = cursor.charAt(at); c != quote; c = cursor.charAt(++at)) {
      if (c == '\n' || (c == '\\' && quote == '"')) {
        return -1;
      }
    }
    return quote == '\'' && cursor.charAt(at + 1) == quote ? -1 : at + 1;
  }

  /** Where a plain scalar of a block ends; -1 if it is none, or would be a key. */
  private int plainEnd() {
    if (INDICATORS.indexOf(cursor.here()) >= 0 || cursor.startsWith("- ")) {
      return -1;
    }
    int end = cursor.at();
    int at = end;
    for (char c = cursor.charAt(at); c != '\n'; c = cursor.charAt(++at)) {
      char next = cursor.charAt(at + 1);
      if (c == ':' && (next == ' ' || next == '\n')) {
        return -1;
      }
      if (c == ' ' && next == '#') {
        break;
      }
      if (c != ' ') {
        end = at + 1;
      }
    }
    return end;
  }

  /** Where the characters end that have no meaning to YAML wherever they stand. */
  private int wordEnd() {
    int at = cursor.at();
    for (char c = cursor.charAt(at); isWord(c); c = cursor.charAt(at)) {
      at++;
    }
    return at;
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.'
        || c == '/'
        || c == '-';
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  private static boolean isFlow(char c) {
    return c == '[' || c == '{';
  }
}
