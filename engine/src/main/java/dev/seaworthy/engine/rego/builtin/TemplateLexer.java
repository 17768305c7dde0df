package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import java.util.ArrayList;
import java.util.List;

/** Takes a template apart into text and the tokens of its actions. */
final class TemplateLexer {
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";
  private static final String BLANKS = " \t\r\n";

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;

  /** Up to where line feeds have been counted. */
  private int counted;

  /** What a token is. */
  enum Kind {
    TEXT,
    OPEN,
    CLOSE,
    NAME,
    FIELD,
    DOT,
    VARIABLE,
    NUMBER,
    CHAR,
    STRING,
    SIGN,
    END
  }

  /**
   * @param text without quotes and the like
   * @param isApart whether blanks come before it
   */
  record Token(Kind kind, String text, boolean isApart, int line) {
    boolean is(Kind wanted, String wantedText) {
      return kind == wanted && text.equals(wantedText);
    }
  }

  private TemplateLexer(String source) {
    this.source = source;
  }

  static List<Token> tokens(Budget budget, String source) {
    budget.allocate(60L * source.length());
    TemplateLexer lexer = new TemplateLexer(source);
    lexer.scan(budget);
    return lexer.tokens;
  }

  private void scan(Budget budget) {
    boolean trims = false;
    while (at < source.length()) {
      budget.step();
      int open = source.indexOf(OPEN, at);
      int end = open < 0 ? source.length() : open;
      boolean trimsEnd = open >= 0 && isTrim(open + 2);
      text(source.substring(at, end), trims, trimsEnd);
      if (open < 0) {
        break;
      }
      at = open + (trimsEnd ? 4 : 2);
      if (source.startsWith("/*", at)) {
        skipComment();
      } else {
        add(Kind.OPEN, "");
        action(budget);
      }
      trims = source.startsWith("-" + CLOSE, at);
      at += trims ? 3 : 2;
    }
    add(Kind.END, "");
  }

  /** Whether there is a minus and a blank. */
  private boolean isTrim(int from) {
    return source.startsWith("-", from)
        && from + 1 < source.length()
        && BLANKS.indexOf(source.charAt(from + 1)) >= 0;
  }

  private void text(String text, boolean trimsBegin, boolean trimsEnd) {
    int begin = 0;
    int end = text.length();
    while (trimsBegin && begin < end && BLANKS.indexOf(text.charAt(begin)) >= 0) {
      begin++;
    }
    while (trimsEnd && end > begin && BLANKS.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    if (end > begin) {
      add(Kind.TEXT, text.substring(begin, end));
    }
  }

  private void skipComment() {
    int end = source.indexOf("*/", at);
    if (end < 0) {
      throw error("unclosed comment");
    }
    at = end + 2;
    boolean isApart = at < source.length() && BLANKS.indexOf(source.charAt(at)) >= 0;
    at += isApart ? 1 : 0;
    if (!source.startsWith((isApart ? "-" : "") + CLOSE, at)) {
      throw error("comment ends before closing delimiter");
    }
  }

  private void action(Budget budget) {
    while (true) {
      budget.step();
      int begin = at;
      while (at < source.length() && BLANKS.indexOf(source.charAt(at)) >= 0) {
        at++;
      }
      boolean isApart = at > begin;
      boolean isTrimmed = isApart && source.startsWith("-" + CLOSE, at);
      if (isTrimmed || source.startsWith(CLOSE, at)) {
        add(Kind.CLOSE, "");
        return;
      }
      if (at == source.length()) {
        throw error("unclosed action");
      }
      token(isApart);
    }
  }

  private void token(boolean isApart) {
    char c = source.charAt(at);
    char next = at + 1 < source.length() ? source.charAt(at + 1) : ' ';
    if (c == '"' || c == '`' || c == '\'') {
      quoted(c, isApart);
    } else if (TimeParser.isDigit(c)
        || ((c == '+' || c == '-') && (TimeParser.isDigit(next) || next == '.'))
        || (c == '.' && TimeParser.isDigit(next))) {
      word(Kind.NUMBER, 1, isApart, true);
    } else if (c == '.') {
      word(isNamePart(next) ? Kind.FIELD : Kind.DOT, 1, isApart, false);
    } else if (c == '$') {
      word(Kind.VARIABLE, 1, isApart, false);
    } else if (isNamePart(c)) {
      word(Kind.NAME, 0, isApart, false);
    } else {
      String sign = c == ':' && next == '=' ? ":=" : String.valueOf(c);
      if ("|()=,:".indexOf(c) < 0) {
        throw error("unexpected " + sign + " in action");
      }
      at += sign.length();
      tokens.add(new Token(Kind.SIGN, sign, isApart, line()));
    }
  }

  private void word(Kind kind, int skipped, boolean isApart, boolean isNumber) {
    int begin = at;
    at += skipped;
    while (at < source.length() && kind != Kind.DOT && isPart(source.charAt(at), isNumber)) {
      at++;
    }
    String text = source.substring(begin, at);
    String name = kind == Kind.FIELD ? text.substring(1) : text;
    tokens.add(new Token(kind, name, isApart, line()));
  }

  private boolean isPart(char c, boolean isNumber) {
    boolean isExponentSign =
        isNumber && (c == '+' || c == '-') && "eE".indexOf(source.charAt(at - 1)) >= 0;
    return isNamePart(c) || isExponentSign || (isNumber && c == '.');
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || Character.isSurrogate(c);
  }

  private void quoted(char quote, boolean isApart) {
    int end = at + 1;
    while (end < source.length() && source.charAt(end) != quote) {
      if (quote != '`' && source.charAt(end) == '\n') {
        break;
      }
      end += quote != '`' && source.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= source.length() || source.charAt(end) != quote) {
      throw error("unterminated quoted string");
    }
    String inside = source.substring(at + 1, end);
    String text = quote == '`' ? inside : GoEscapes.decode(inside);
    at = end + 1;
    tokens.add(new Token(quote == '\'' ? Kind.CHAR : Kind.STRING, text, isApart, line()));
  }

  private void add(Kind kind, String text) {
    tokens.add(new Token(kind, text, false, line()));
  }

  private int line() {
    for (; counted < Math.min(at, source.length()); counted++) {
      line += source.charAt(counted) == '\n' ? 1 : 0;
    }
    return line;
  }

  private RegoException error(String why) {
    return Operands.failed("template: template:%d: %s".formatted(line(), why));
  }
}
