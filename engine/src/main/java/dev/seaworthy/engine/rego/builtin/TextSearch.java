package dev.seaworthy.engine.rego.builtin;

/**
 * Finds a text within others. Java's own search takes, for long texts that nearly match everywhere,
 * as many steps as both lengths multiplied; those are found by Knuth, Morris and Pratt's algorithm,
 * in as many as both added.
 */
final class TextSearch {
  /** Java's search is the quicker one up to this length of what is wanted. */
  private static final int SHORT = 64;

  private static final int[] NONE = {};

  private final Budget budget;
  private final String wanted;

  /** For each beginning of the wanted text, how long its longest border is. */
  private final int[] borders;

  /**
   * @param wanted not empty
   */
  TextSearch(Budget budget, String wanted) {
    this.budget = budget;
    this.wanted = wanted;
    this.borders = wanted.length() <= SHORT ? NONE : borders();
  }

  private int[] borders() {
    budget.allocate(4L * wanted.length());
    int[] lengths = new int[wanted.length()];
    int length = 0;
    for (int i = 1; i < lengths.length; i++) {
      budget.step();
      while (length > 0 && wanted.charAt(i) != wanted.charAt(length)) {
        length = lengths[length - 1];
      }
      if (wanted.charAt(i) == wanted.charAt(length)) {
        length++;
      }
      lengths[i] = length;
    }
    return lengths;
  }

  /** The first place from a position on; -1 if there is none. */
  int in(String text, int from) {
    if (borders.length == 0) {
      int found = text.indexOf(wanted, from);
      budget.steps(1L + Math.max(0, (found < 0 ? text.length() : found) - from));
      return found;
    }
    int matched = 0;
    for (int i = from; i < text.length(); i++) {
      budget.step();
      char c = text.charAt(i);
      while (matched > 0 && c != wanted.charAt(matched)) {
        matched = borders[matched - 1];
      }
      if (c == wanted.charAt(matched)) {
        matched++;
      }
      if (matched == wanted.length()) {
        return i - matched + 1;
      }
    }
    return -1;
  }
}
