package dev.seaworthy.engine.policy.diff;

/**
 * Rego without comments and with white space made plain, so that texts that do the same by their
 * letters are equal. Line ends stay, for they end expressions; strings stay as they are.
 */
final class RegoCode {
  private final String text;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private RegoCode(String text) {
    this.text = text;
  }

  static String of(String rego) {
    return new RegoCode(rego).plain();
  }

  private String plain() {
    while (at < text.length()) {
      char next = text.charAt(at);
      switch (next) {
        case '"' -> string('"', true);
        case '`' -> string('`', false);
        case '#' -> comment();
        case ' ', '\t', '\r' -> space();
        case '\n' -> lineEnd();
        default -> {
          out.append(next);
          at++;
        }
      }
    }
    return out.toString().strip();
  }

  private void string(char end, boolean escapes) {
    int start = at++;
    while (at < text.length() && text.charAt(at) != end) {
      at += escapes && text.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at + 1, text.length());
    out.append(text, start, at);
  }

  private void comment() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
  }

  private void space() {
    at++;
    if (!out.isEmpty() && !Character.isWhitespace(out.charAt(out.length() - 1))) {
      out.append(' ');
    }
  }

  private void lineEnd() {
    at++;
    if (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
      out.setLength(out.length() - 1);
    }
    if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
      out.append('\n');
    }
  }
}
