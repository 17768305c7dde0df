package dev.seaworthy.collectors.concealment;

/**
 * Conceals the password in {@code scheme://user:password@host}, and a token in the user's place.
 */
final class UrlPasswords {
  private static final String SCHEME = "://";
  private static final String ENDS = " \t\r\n\"'`<>(){}\\";

  private UrlPasswords() {}

  static String concealed(String text) {
    int scheme = text.indexOf(SCHEME);
    if (scheme < 0 || text.indexOf('@') < 0) {
      return text;
    }
    StringBuilder without = new StringBuilder();
    int done = 0;
    for (; scheme >= 0; scheme = text.indexOf(SCHEME, scheme + 1)) {
      int start = scheme + SCHEME.length();
      int at = start < done ? -1 : endOfUser(text, start);
      if (at >= 0) {
        int secret = secretIn(text, start, at);
        if (secret >= 0) {
          without.append(text, done, secret).append(Mark.TEXT);
          done = at;
        }
      }
    }
    return done == 0 ? text : without.append(text, done, text.length()).toString();
  }

  /** Whether one is there. */
  static boolean isIn(String text) {
    return !concealed(text).equals(text) || (text.contains(SCHEME) && Mark.isIn(text));
  }

  /** The last {@code @} of the authority; -1 if it names no user. */
  private static int endOfUser(String text, int start) {
    int found = -1;
    int end = start;
    while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0 && !ends(text, end)) {
      if (text.charAt(end) == '@') {
        found = end;
      }
      end++;
    }
    return found >= 0 ? found : behindSlash(text, start, end);
  }

  /** A password that holds a slash: what stands before it is no port. */
  private static int behindSlash(String text, int start, int slash) {
    int colon = text.indexOf(':', start);
    if (colon < 0 || colon >= slash || slash - colon < 2) {
      return -1;
    }
    if (text.substring(colon + 1, slash).chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int end = slash;
    int found = -1;
    while (end < text.length() && !ends(text, end)) {
      if (text.charAt(end) == '@') {
        found = end;
      }
      end++;
    }
    return found;
  }

  /** A variable in braces goes on behind them. */
  private static boolean ends(String text, int at) {
    return ENDS.indexOf(text.charAt(at)) >= 0;
  }

  /** Where the secret begins; -1 if there is none. */
  private static int secretIn(String text, int start, int at) {
    int colon = text.indexOf(':', start);
    if (colon >= 0 && colon < at) {
      String password = text.substring(colon + 1, at);
      return Literals.isLiteral(password) && !password.contains("${") && !Mark.isIn(password)
          ? colon + 1
          : -1;
    }
    return SecretNames.isRandom(text.substring(start, at)) ? start : -1;
  }
}
