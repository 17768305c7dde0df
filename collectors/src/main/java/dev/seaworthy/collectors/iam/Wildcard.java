package dev.seaworthy.collectors.iam;

/** Patterns in which {@code *} stands for any text, and {@code ?} for any one character. */
final class Wildcard {
  private Wildcard() {}

  /**
   * Whether {@code pattern} matches all that {@code other} does. It is sure of a yes; two patterns
   * that only together match all of a third are not seen.
   */
  static boolean covers(String pattern, String other) {
    int p = 0;
    int o = 0;
    int star = -1;
    int retry = 0;
    while (o < other.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        retry = o;
      } else if (p < pattern.length() && matches(pattern.charAt(p), other.charAt(o))) {
        p++;
        o++;
      } else if (star >= 0) {
        p = star + 1;
        o = ++retry;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** Whether some text may match both; sure of a no. */
  static boolean mayMeet(String one, String other) {
    int length = Math.min(literal(one), literal(other));
    return one.regionMatches(0, other, 0, length)
        && (!isLiteral(one) || covers(other, one))
        && (!isLiteral(other) || covers(one, other));
  }

  private static boolean matches(char pattern, char other) {
    return pattern == other || (pattern == '?' && other != '*');
  }

  static boolean isLiteral(String pattern) {
    return literal(pattern) == pattern.length();
  }

  /** How many characters stand before the first that stands for others. */
  static int literal(String pattern) {
    int i = 0;
    while (i < pattern.length() && "*?".indexOf(pattern.charAt(i)) < 0) {
      i++;
    }
    return i;
  }
}
