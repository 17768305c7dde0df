package dev.seaworthy.collectors.tls.nginx;

import dev.seaworthy.engine.evidence.Location;

/**
 * Tells the words of an nginx configuration apart as {@code ngx_conf_read_token} does: quotes begin
 * only a word, a closing brace or a number sign within one is a part of it.
 */
final class NginxLexer {
  /** As nginx has it: the size of its buffer. */
  static final int MAX_WORD = 4096;

  /** What a token is. */
  enum Form {
    WORD,
    END,
    OPEN,
    CLOSE,
    FINISH
  }

  /**
   * A token.
   *
   * @param text of a word, without quotes and escapes
   */
  record Token(Form form, String text, Location at) {}

  private final String file;
  private final String text;
  private int position;
  private int line = 1;
  private int column = 1;

  NginxLexer(String file, String text) {
    this.file = file;
    this.text = text;
  }

  Token next() throws NginxException {
    skip();
    Location at = here();
    if (isAtEnd()) {
      return new Token(Form.FINISH, "", at);
    }
    return switch (peek()) {
      case ';' -> sign(Form.END, at);
      case '{' -> sign(Form.OPEN, at);
      case '}' -> sign(Form.CLOSE, at);
      case '"', '\'' -> new Token(Form.WORD, quoted(at), at);
      default -> new Token(Form.WORD, word(at), at);
    };
  }

  private Location here() {
    return new Location(file, line, column);
  }

  private Token sign(Form form, Location at) {
    take();
    return new Token(form, "", at);
  }

  private void skip() {
    while (!isAtEnd() && (isSpace(peek()) || peek() == '#')) {
      if (take() == '#') {
        while (!isAtEnd() && peek() != '\n') {
          take();
        }
      }
    }
  }

  private String word(Location at) throws NginxException {
    StringBuilder word = new StringBuilder();
    while (!isAtEnd() && !isSpace(peek()) && peek() != ';' && peek() != '{') {
      char letter = take();
      if (letter == '\\') {
        escape(word);
      } else {
        word.append(letter);
      }
      // A variable in braces is no block.
      if (letter == '$' && !isAtEnd() && peek() == '{') {
        word.append(take());
      }
      requireShort(word, at);
    }
    return word.toString();
  }

  private String quoted(Location at) throws NginxException {
    char quote = take();
    StringBuilder word = new StringBuilder();
    while (!isAtEnd() && peek() != quote) {
      char letter = take();
      if (letter == '\\') {
        escape(word);
      } else {
        word.append(letter);
      }
      requireShort(word, at);
    }
    if (isAtEnd()) {
      throw new NginxException(NginxProblems.brokenNginx("this quote is never closed"), at);
    }
    take();
    if (!isAtEnd() && !isSpace(peek()) && ";{)".indexOf(peek()) < 0) {
      throw new NginxException(
          NginxProblems.brokenNginx("a space or `;` is missing after the quote"), here());
    }
    return word.toString();
  }

  /** A backslash stays before what it has no meaning for, as it does in regular expressions. */
  private void escape(StringBuilder word) {
    if (isAtEnd()) {
      word.append('\\');
      return;
    }
    char letter = take();
    switch (letter) {
      case '"', '\'', '\\' -> word.append(letter);
      case 't' -> word.append('\t');
      case 'r' -> word.append('\r');
      case 'n' -> word.append('\n');
      default -> word.append('\\').append(letter);
    }
  }

  private static void requireShort(StringBuilder word, Location at) throws NginxException {
    if (word.length() > MAX_WORD) {
      throw new NginxException(
          NginxProblems.brokenNginx("this word is longer than %d characters".formatted(MAX_WORD)),
          at);
    }
  }

  private boolean isAtEnd() {
    return position >= text.length();
  }

  private char peek() {
    return text.charAt(position);
  }

  private char take() {
    char letter = text.charAt(position++);
    if (letter == '\n') {
      line++;
      column = 1;
    } else {
      column++;
    }
    return letter;
  }

  private static boolean isSpace(char letter) {
    return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
  }
}
