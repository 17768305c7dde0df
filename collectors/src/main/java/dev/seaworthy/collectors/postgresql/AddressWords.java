package dev.seaworthy.collectors.postgresql;

import java.util.Map;
import java.util.TreeMap;

/**
 * Reads libpq's {@code key=value} words: <a
 * href="https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-CONNSTRING">section 34.1.1</a>.
 */
final class AddressWords {
  private final String text;
  private int at;

  AddressWords(String text) {
    this.text = text;
  }

  Map<String, String> read() throws DatabaseException {
    Map<String, String> parts = new TreeMap<>();
    skipSpace();
    while (at < text.length()) {
      String name = name();
      DatabaseAddress.once(parts, name, value());
      skipSpace();
    }
    return parts;
  }

  private String name() throws DatabaseException {
    int start = at;
    while (at < text.length() && text.charAt(at) != '=') {
      at++;
    }
    String name = text.substring(start, at).strip();
    if (at == text.length() || name.isEmpty() || name.contains(" ")) {
      throw DatabaseProblems.noAddress();
    }
    at++;
    skipSpace();
    return name;
  }

  private String value() throws DatabaseException {
    boolean isQuoted = at < text.length() && text.charAt(at) == '\'';
    if (isQuoted) {
      at++;
    }
    StringBuilder value = new StringBuilder();
    while (at < text.length() && !isEnd(isQuoted)) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at++));
    }
    if (isQuoted) {
      if (at == text.length()) {
        throw DatabaseProblems.unclosedQuote();
      }
      at++;
    }
    return value.toString();
  }

  private boolean isEnd(boolean isQuoted) {
    char sign = text.charAt(at);
    return isQuoted ? sign == '\'' : Character.isWhitespace(sign);
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
