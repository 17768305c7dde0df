package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.StringValue;

/**
 * The order of go-yaml's keys: numbers within names count as numbers, {@code a2} before {@code
 * a10}; letters come after anything else, but before it behind a digit.
 */
final class YamlKeyOrder {
  private YamlKeyOrder() {}

  static int compare(String left, String right) {
    if (left.equals(right)) {
      return 0;
    }
    int[] a = left.codePoints().toArray();
    int[] b = right.codePoints().toArray();
    int i = 0;
    while (i < a.length && i < b.length && a[i] == b[i]) {
      i++;
    }
    if (i == a.length || i == b.length) {
      return Integer.compare(a.length, b.length);
    }
    int order = compareAt(a, b, i);
    return order != 0 ? order : StringValue.compare(left, right);
  }

  private static int compareAt(int[] a, int[] b, int i) {
    boolean isLetter = Character.isLetter(a[i]);
    boolean isOtherLetter = Character.isLetter(b[i]);
    if (isLetter && isOtherLetter) {
      return Integer.compare(a[i], b[i]);
    }
    if (isLetter || isOtherLetter) {
      boolean isBehindDigit = i > 0 && Character.isDigit(a[i - 1]);
      return isBehindDigit == isLetter ? -1 : 1;
    }
    long start = (a[i] == '0' || b[i] == '0') && followsNumber(a, i) ? 1 : 0;
    int endA = endOfDigits(a, i);
    int endB = endOfDigits(b, i);
    int order = Long.compare(number(a, i, endA, start), number(b, i, endB, start));
    if (order == 0) {
      order = Integer.compare(endA, endB);
    }
    return order != 0 ? order : Integer.compare(a[i], b[i]);
  }

  /** Whether a number other than zero comes right before. */
  private static boolean followsNumber(int[] text, int at) {
    for (int j = at - 1; j >= 0 && Character.isDigit(text[j]); j--) {
      if (text[j] != '0') {
        return true;
      }
    }
    return false;
  }

  private static int endOfDigits(int[] text, int from) {
    int end = from;
    while (end < text.length && Character.isDigit(text[end])) {
      end++;
    }
    return end;
  }

  /** Overflows, as in Go. */
  private static long number(int[] text, int from, int to, long start) {
    long number = start;
    for (int i = from; i < to; i++) {
      number = number * 10 + (text[i] - '0');
    }
    return number;
  }
}
