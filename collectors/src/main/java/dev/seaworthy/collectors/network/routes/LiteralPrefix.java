package dev.seaworthy.collectors.network.routes;

/** The literal text with which everything that a regular expression matches begins. */
final class LiteralPrefix {
  private static final String SPECIAL = "\\.+*?()|[]{}^$";

  private LiteralPrefix() {}

  /** Empty where the expression is not anchored, or where no text is certain. */
  static String of(String regex) {
    if (!regex.startsWith("^") || hasAlternatives(regex)) {
      return "";
    }
    StringBuilder prefix = new StringBuilder();
    int at = 1;
    while (at < regex.length()) {
      boolean escaped = regex.charAt(at) == '\\' && at + 1 < regex.length();
      char c = regex.charAt(escaped ? at + 1 : at);
      // An escaped letter or digit is a class of characters or a place, an escaped sign itself.
      if (escaped ? Character.isLetterOrDigit(c) : SPECIAL.indexOf(c) >= 0) {
        break;
      }
      at += escaped ? 2 : 1;
      if (at < regex.length() && "*?{".indexOf(regex.charAt(at)) >= 0) {
        break;
      }
      prefix.append(c);
    }
    return prefix.toString();
  }

  /** Whether the whole expression has alternatives; those inside a group do no harm. */
  private static boolean hasAlternatives(String regex) {
    int depth = 0;
    for (int at = 0; at < regex.length(); at++) {
      char c = regex.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (c == '|' && depth == 0) {
        return true;
      }
    }
    return false;
  }
}
