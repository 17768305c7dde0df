package dev.seaworthy.engine.rego.graphql;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.graphql.Token.Kind;
import org.jspecify.annotations.Nullable;

/** Takes GraphQL apart into words. Positions count characters, from 1. */
final class Lexer {
  private static final String SIGNS = "!$&():=@[]{}|";
  private static final Kind[] SIGN_KINDS = {
    Kind.BANG,
    Kind.DOLLAR,
    Kind.AMP,
    Kind.PAREN_LEFT,
    Kind.PAREN_RIGHT,
    Kind.COLON,
    Kind.EQUALS,
    Kind.AT,
    Kind.BRACKET_LEFT,
    Kind.BRACKET_RIGHT,
    Kind.BRACE_LEFT,
    Kind.BRACE_RIGHT,
    Kind.PIPE
  };

  private final int[] input;
  private int start;
  private int at;
  private int line = 1;
  private int lineStart;

  /** What is wrong with the last word. */
  private @Nullable RegoException problem;

  Lexer(String text) {
    this.input = text.codePoints().toArray();
  }

  /** A complaint about a place. */
  static RegoException complaint(String message, int line, int column) {
    return RegoException.failed(
        "%s in GraphQL string at location %d:%d".formatted(message, line, column));
  }

  @Nullable RegoException problem() {
    return problem;
  }

  /** The next word; invalid if there is a {@link #problem}. */
  Token next() {
    skipBlanks();
    start = at;
    if (at == input.length) {
      return token(Kind.EOF, "");
    }
    int c = input[at];
    int sign = c < 0x80 ? SIGNS.indexOf(c) : -1;
    if (sign >= 0) {
      at++;
      return new Token(SIGN_KINDS[sign], "", line, start - lineStart + 1);
    }
    if (c == '.' && startsWith("...")) {
      at += 3;
      return token(Kind.SPREAD, "");
    }
    if (c == '#') {
      return comment();
    }
    if (isNameStart(c)) {
      return name();
    }
    if (c == '-' || isDigit(c)) {
      return number();
    }
    if (c == '"') {
      at++;
      return startsWithAt("\"\"", at) ? blockString() : string();
    }
    return unexpected(c);
  }

  private Token unexpected(int c) {
    if (c < ' ') {
      return invalid("Cannot contain the invalid character \"\\u%04x\"".formatted(c));
    }
    if (c == '\'') {
      return invalid(
          "Unexpected single quote character ('), did you mean to use a double quote (\")?");
    }
    return invalid(
        "Cannot parse the unexpected character \"%s\".".formatted(Character.toString(c)));
  }

  private Token token(Kind kind, String text) {
    return new Token(kind, text, line, start - lineStart + 1);
  }

  private Token invalid(String message) {
    int column = at - lineStart + 1;
    problem = complaint(message, line, column);
    return new Token(Kind.INVALID, "", line, column);
  }

  private boolean startsWith(String text) {
    return startsWithAt(text, at);
  }

  private boolean startsWithAt(String text, int position) {
    for (int i = 0; i < text.length(); i++) {
      if (position + i >= input.length || input[position + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void skipBlanks() {
    while (at < input.length) {
      int c = input[at];
      if (c == '\n' || c == '\r') {
        at++;
        line++;
        lineStart = at;
        if (c == '\r' && at < input.length && input[at] == '\n') {
          at++;
        }
      } else if (c == ' ' || c == '\t' || c == ',' || c == 0xfeff) {
        at++;
      } else {
        return;
      }
    }
  }

  private Token comment() {
    while (at < input.length && (input[at] > 0x1f || input[at] == '\t')) {
      at++;
    }
    return token(Kind.COMMENT, text(start, at));
  }

  private String text(int from, int to) {
    return new String(input, from, to - from);
  }

  private static boolean isNameStart(int c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private Token name() {
    while (at < input.length && (isNameStart(input[at]) || isDigit(input[at]))) {
      at++;
    }
    return token(Kind.NAME, text(start, at));
  }

  private Token number() {
    boolean isFloat = false;
    accept("-");
    if (accept("0")) {
      if (at < input.length && isDigit(input[at])) {
        return invalid("Invalid number, unexpected digit after 0: %s.".formatted(following()));
      }
    } else if (!acceptDigits()) {
      return noDigit();
    }
    if (accept(".")) {
      isFloat = true;
      if (!acceptDigits()) {
        return noDigit();
      }
    }
    if (accept("eE")) {
      isFloat = true;
      accept("-+");
      if (!acceptDigits()) {
        return noDigit();
      }
    }
    return token(isFloat ? Kind.FLOAT : Kind.INT, text(start, at));
  }

  private Token noDigit() {
    return invalid("Invalid number, expected digit but got: %s.".formatted(following()));
  }

  private boolean accept(String characters) {
    boolean fits = at < input.length && characters.indexOf(input[at]) >= 0;
    at += fits ? 1 : 0;
    return fits;
  }

  private boolean acceptDigits() {
    int from = at;
    while (at < input.length && isDigit(input[at])) {
      at++;
    }
    return at > from;
  }

  private String following() {
    return at < input.length ? "\"" + Character.toString(input[at]) + "\"" : "<EOF>";
  }

  private Token string() {
    start++;
    StringBuilder text = new StringBuilder();
    while (at < input.length && input[at] != '\n' && input[at] != '\r') {
      int c = input[at];
      if (c < ' ' && c != '\t') {
        return invalid("Invalid character within String: \"\\u%04x\".".formatted(c));
      }
      if (c == '"') {
        Token token = token(Kind.STRING, text.toString());
        at++;
        return token;
      }
      if (c != '\\') {
        text.appendCodePoint(c);
        at++;
      } else {
        String bad = escape(text);
        if (bad != null) {
          at++;
          return invalid("Invalid character escape sequence" + bad + ".");
        }
      }
    }
    return invalid("Unterminated string.");
  }

  /** Reads an escape; if it is none, what to show of it. */
  private @Nullable String escape(StringBuilder text) {
    if (at + 1 >= input.length) {
      return "";
    }
    int escaped = input[at + 1];
    if (escaped == 'u') {
      if (at + 6 >= input.length) {
        return ": \\" + text(at + 1, input.length);
      }
      String digits = text(at + 2, at + 6);
      if (!digits.matches("[0-9a-fA-F]{4}")) {
        return ": \\" + text(at + 1, at + 6);
      }
      int point = Integer.parseInt(digits, 16);
      text.appendCodePoint(point >= 0xd800 && point <= 0xdfff ? 0xfffd : point);
      at += 6;
      return null;
    }
    int plain = "\"/\\bfnrt".indexOf(escaped);
    if (plain < 0) {
      return ": \\" + Character.toString(escaped);
    }
    text.append("\"/\\\b\f\n\r\t".charAt(plain));
    at += 2;
    return null;
  }

  private Token blockString() {
    start += 3;
    at += 2;
    StringBuilder text = new StringBuilder();
    while (at < input.length) {
      int c = input[at];
      if (startsWith("\"\"\"")) {
        int quotes = 3;
        while (at + quotes < input.length && input[at + quotes] == '"') {
          quotes++;
        }
        text.append("\"".repeat(quotes - 3));
        Token token = token(Kind.BLOCK_STRING, BlockText.unindented(text.toString()));
        at += quotes;
        return token;
      }
      if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
        return invalid("Invalid character within String: \"\\u%04x\".".formatted(c));
      }
      if (startsWith("\\\"\"\"")) {
        text.append("\"\"\"");
        at += 4;
      } else if (c == '\n' || c == '\r') {
        at += startsWith("\r\n") ? 2 : 1;
        text.append('\n');
        line++;
        lineStart = at;
      } else {
        text.appendCodePoint(c);
        at++;
      }
    }
    return invalid("Unterminated string.");
  }
}
