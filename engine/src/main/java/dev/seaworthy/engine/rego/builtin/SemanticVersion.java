package dev.seaworthy.engine.rego.builtin;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A version by <a href="https://semver.org">Semantic Versioning</a>, perhaps with a leading {@code
 * v}. Build metadata does not count.
 */
record SemanticVersion(long major, long minor, long patch, String preRelease)
    implements Comparable<SemanticVersion> {
  private static final int LONGEST_NUMBER = 19;

  /** Null if it is none. */
  static @Nullable SemanticVersion parse(String text) {
    String rest = text.startsWith("v") ? text.substring(1) : text;
    int plus = rest.indexOf('+');
    if (plus >= 0) {
      if (!isIdentifiers(rest.substring(plus + 1), true)) {
        return null;
      }
      rest = rest.substring(0, plus);
    }
    int dash = rest.indexOf('-');
    String preRelease = dash < 0 ? "" : rest.substring(dash + 1);
    if (dash >= 0 && !isIdentifiers(preRelease, false)) {
      return null;
    }
    String[] numbers = (dash < 0 ? rest : rest.substring(0, dash)).split("\\.", -1);
    if (numbers.length != 3) {
      return null;
    }
    long major = number(numbers[0]);
    long minor = number(numbers[1]);
    long patch = number(numbers[2]);
    return major < 0 || minor < 0 || patch < 0
        ? null
        : new SemanticVersion(major, minor, patch, preRelease);
  }

  /** The number, or -1. */
  private static long number(String text) {
    boolean isNumber =
        isDigits(text)
            && text.length() <= LONGEST_NUMBER
            && (text.length() == 1 || text.charAt(0) != '0');
    try {
      return isNumber ? Long.parseLong(text) : -1;
    } catch (NumberFormatException e) {
      return -1; // It has 19 digits and does not fit.
    }
  }

  private static boolean isIdentifiers(String text, boolean mayLeadWithZero) {
    for (String identifier : text.split("\\.", -1)) {
      if (identifier.isEmpty() || !identifier.chars().allMatch(SemanticVersion::isAllowed)) {
        return false;
      }
      boolean leads = identifier.length() > 1 && identifier.charAt(0) == '0';
      if (!mayLeadWithZero && leads && isDigits(identifier)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAllowed(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Always -1, 0 or 1. */
  @Override
  public int compareTo(SemanticVersion other) {
    int order = Long.compare(major, other.major);
    if (order == 0) {
      order = Long.compare(minor, other.minor);
    }
    if (order == 0) {
      order = Long.compare(patch, other.patch);
    }
    return order != 0 ? order : comparePreReleases(preRelease, other.preRelease);
  }

  private static int comparePreReleases(String left, String right) {
    if (left.isEmpty() || right.isEmpty()) {
      return Boolean.compare(left.isEmpty(), right.isEmpty());
    }
    String[] mine = left.split("\\.", -1);
    String[] theirs = right.split("\\.", -1);
    for (int i = 0; i < Math.min(mine.length, theirs.length); i++) {
      int order = compareIdentifiers(mine[i], theirs[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(mine.length, theirs.length);
  }

  private static int compareIdentifiers(String left, String right) {
    boolean isNumber = isDigits(left);
    if (isNumber != isDigits(right)) {
      return isNumber ? -1 : 1;
    }
    return isNumber
        ? Long.compare(clamped(left), clamped(right))
        : Integer.signum(left.compareTo(right));
  }

  /** Numbers beyond a long count as the largest one. */
  private static long clamped(String digits) {
    if (digits.length() > LONGEST_NUMBER) {
      return Long.MAX_VALUE;
    }
    return new BigInteger(digits).min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
  }
}
