package dev.seaworthy.engine.rego.builtin;

/** What stands between {@code %} and the verb of a directive, and how it pads. */
final class FormatFlags {
  boolean sharp;
  boolean zero;
  boolean plus;
  boolean minus;
  boolean space;

  /** Go syntax: {@code %#v}. */
  boolean source;

  /** At least so many characters; -1 when not said. */
  int width = -1;

  /** What it means depends on the verb; -1 when not said. */
  int precision = -1;

  /** Takes a character for a flag, if it is one. */
  boolean set(char c) {
    switch (c) {
      case '#' -> sharp = true;
      case '0' -> zero = true;
      case '+' -> plus = true;
      case '-' -> minus = true;
      case ' ' -> space = true;
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The verbs for any value read some flags in their own way. */
  void forValue() {
    source = sharp;
    sharp = false;
    plus = false;
  }

  /** A width from an argument: if negative, text stands to the left. */
  void width(int given) {
    width = Math.abs(given);
    if (given < 0) {
      minus = true;
      zero = false;
    }
  }

  /** Appends text, filled up to the width with blanks or, to its left, with zeros. */
  void pad(String text, BudgetedText out) {
    pad(text, out, zero);
  }

  void padWithBlanks(String text, BudgetedText out) {
    pad(text, out, false);
  }

  private void pad(String text, BudgetedText out, boolean zeros) {
    int missing = width < 0 ? 0 : Math.max(0, width - text.codePointCount(0, text.length()));
    if (minus) {
      out.append(text).append(' ', missing);
    } else {
      out.append(zeros ? '0' : ' ', missing).append(text);
    }
  }
}
