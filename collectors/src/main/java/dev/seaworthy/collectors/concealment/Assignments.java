package dev.seaworthy.collectors.concealment;

/**
 * Conceals values that are given to telling names anywhere in a text: {@code name=value}, {@code
 * name: value}, {@code "name":"value"}, as in options, environments, queries, and configuration of
 * many forms.
 */
final class Assignments {
  private static final int LONGEST_NAME = 200;
  private static final int MOST_SPACES = 9;

  private final String text;
  private final StringBuilder without = new StringBuilder();
  private int done;

  private Assignments(String text) {
    this.text = text;
  }

  static String concealed(String text) {
    if (text.indexOf('=') < 0 && text.indexOf(':') < 0) {
      return text;
    }
    return new Assignments(text).concealed();
  }

  private String concealed() {
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if (i >= done && (c == '=' || c == ':') && separates(i, c) && isSecret(nameBefore(i))) {
        value(i, c, nameBefore(i));
      }
    }
    return done == 0 ? text : without.append(text, done, text.length()).toString();
  }

  /** No comparison and no pattern; behind a colon comes a space or a quote. */
  private boolean separates(int at, char separator) {
    char next = text.charAt(at + 1);
    if (separator == '=') {
      return "=~".indexOf(next) < 0 && "!<>=".indexOf(text.charAt(at - 1)) < 0;
    }
    return " \t\"'\\".indexOf(next) >= 0 || "\"'".indexOf(text.charAt(at - 1)) >= 0;
  }

  private static boolean isSecret(String name) {
    return !name.isEmpty() && SecretNames.isSecret(name);
  }

  private String nameBefore(int separator) {
    int end = separator;
    while (end > 0 && separator - end < MOST_SPACES && " \t".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    if (end > 0 && "\"'".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
      while (end > 0 && text.charAt(end - 1) == '\\') {
        end--;
      }
    }
    int start = end;
    while (start > 0 && isOfName(text.charAt(start - 1)) && end - start <= LONGEST_NAME) {
      start--;
    }
    return text.substring(start, end);
  }

  private static boolean isOfName(char c) {
    return c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.');
  }

  private void value(int separator, char sort, String name) {
    int start = separator + 1;
    while (start < text.length() && " \t".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    int quote = start;
    while (quote < text.length() && text.charAt(quote) == '\\') {
      quote++;
    }
    if (quote < text.length() && "\"'".indexOf(text.charAt(quote)) >= 0) {
      replace(quote + 1, closing(text.substring(start, quote + 1), quote + 1), name);
    } else {
      boolean toEnd = sort == ':' || start > separator + 1;
      replace(start, toEnd ? endOfLine(start) : endOfWord(start), name);
    }
  }

  /** The same quote, escaped as often; or the end of the line. */
  private int closing(String quote, int from) {
    for (int at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 1)) {
      if (quote.length() > 1 || text.charAt(at - 1) != '\\') {
        return at;
      }
    }
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private int endOfWord(int start) {
    int end = start;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean stops = Character.isWhitespace(c) || "\"'`<>".indexOf(c) >= 0;
      if (stops || ("&;,".indexOf(c) >= 0 && beginsAssignment(end + 1))) {
        break;
      }
      end++;
    }
    return withoutEnds(start, end);
  }

  private int endOfLine(int start) {
    boolean flows = isInBraces(start);
    int end = start;
    while (end < text.length() && "\r\n".indexOf(text.charAt(end)) < 0) {
      char c = text.charAt(end);
      boolean comment = c == '#' && end > start && text.charAt(end - 1) == ' ';
      if (comment || (flows && ",}]".indexOf(c) >= 0)) {
        break;
      }
      end++;
    }
    return withoutEnds(start, end);
  }

  /** Whether a brace was opened before in the same line. */
  private boolean isInBraces(int at) {
    int brace = text.lastIndexOf('{', at);
    return brace >= Math.max(done, text.lastIndexOf('\n', at))
        || brace > text.lastIndexOf('\n', at);
  }

  private boolean beginsAssignment(int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    int start = at;
    while (at < text.length() && at - start < LONGEST_NAME && isOfName(text.charAt(at))) {
      at++;
    }
    return at > start && at < text.length() && text.charAt(at) == '=';
  }

  private int withoutEnds(int start, int end) {
    int last = end;
    while (last > start && " \t,;)]}\\".indexOf(text.charAt(last - 1)) >= 0) {
      last--;
    }
    return last;
  }

  private void replace(int start, int end, String name) {
    String value = text.substring(start, end);
    String other = Mark.isIn(value) ? value : NamedValue.concealedWord(name, value);
    if (!other.equals(value)) {
      without.append(text, done, start).append(other);
      done = end;
    }
  }
}
