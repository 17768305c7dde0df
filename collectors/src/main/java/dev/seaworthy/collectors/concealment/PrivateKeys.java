package dev.seaworthy.collectors.concealment;

/**
 * Conceals what private keys in PEM hold: the lines that begin and end them stay, and what parts
 * them from the key, be it a line break or, within a string of JSON, {@code \n}.
 */
final class PrivateKeys {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final int LONGEST_TYPE = 60;

  /** What stands between both lines of a pattern that looks for keys is no key. */
  private static final int SHORTEST = 8;

  private PrivateKeys() {}

  static String concealed(String text) {
    int begin = text.indexOf(BEGIN);
    if (begin < 0) {
      return text;
    }
    StringBuilder without = new StringBuilder();
    int done = 0;
    for (; begin >= 0; begin = text.indexOf(BEGIN, begin + 1)) {
      int body = bodyOf(text, begin);
      if (body < 0 || begin < done) {
        continue;
      }
      int end = endOf(text, body);
      int from = afterBreaks(text, body, end);
      int to = beforeBreaks(text, from, end);
      if (to - from >= SHORTEST && !Mark.isIn(text.substring(from, to))) {
        without.append(text, done, from).append(Mark.TEXT);
        done = to;
      }
    }
    return without.append(text, done, text.length()).toString();
  }

  /** The same with as many lines: each of a key is concealed alone. */
  static String concealedByLine(String text) {
    StringBuilder without = new StringBuilder();
    boolean inside = false;
    for (String line : text.split("(?<=\n)", -1)) {
      inside = inside && !line.contains(END);
      String plain = line.strip();
      without.append(inside && !plain.isEmpty() ? line.replace(plain, Mark.TEXT) : line);
      int begin = line.lastIndexOf(BEGIN);
      inside = inside || (begin >= 0 && bodyOf(line, begin) >= 0 && line.indexOf(END, begin) < 0);
    }
    return without.toString();
  }

  /** Where the line that begins a private key ends; -1 if it begins something else. */
  private static int bodyOf(String text, int begin) {
    int type = begin + BEGIN.length();
    int end = text.indexOf(DASHES, type);
    if (end < 0 || end - type > LONGEST_TYPE) {
      return -1;
    }
    String name = text.substring(type, end);
    return name.endsWith("PRIVATE KEY") || name.endsWith("PRIVATE KEY BLOCK")
        ? end + DASHES.length()
        : -1;
  }

  /** Of a key that was cut off, all that looks like one. */
  private static int endOf(String text, int body) {
    int end = text.indexOf(END, body);
    if (end >= 0) {
      return end;
    }
    int at = body;
    while (at < text.length()
        && (isOfKey(text.charAt(at)) || Character.isWhitespace(text.charAt(at)))) {
      at++;
    }
    return at;
  }

  private static boolean isOfKey(char c) {
    return c < 128 && (Character.isLetterOrDigit(c) || "+/=\\-_".indexOf(c) >= 0);
  }

  private static int afterBreaks(String text, int from, int end) {
    int at = from;
    while (at < end) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.charAt(at) == '\\') {
        int letter = at;
        while (letter < end && text.charAt(letter) == '\\') {
          letter++;
        }
        if (letter == end || "nrt".indexOf(text.charAt(letter)) < 0) {
          return at;
        }
        at = letter + 1;
      } else {
        return at;
      }
    }
    return at;
  }

  private static int beforeBreaks(String text, int from, int end) {
    int at = end;
    while (at > from) {
      char last = text.charAt(at - 1);
      if (Character.isWhitespace(last) || last == '\\') {
        at--;
      } else if ("nrt".indexOf(last) >= 0 && at - 2 >= from && text.charAt(at - 2) == '\\') {
        at -= 2;
      } else {
        return at;
      }
    }
    return at;
  }
}
