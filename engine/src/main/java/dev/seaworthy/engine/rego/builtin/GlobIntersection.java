package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.builtin.GlobTokens.Repeat;
import dev.seaworthy.engine.rego.builtin.GlobTokens.Token;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells whether some text matches two patterns of {@code regex.globs_match}. Decides as OPA does,
 * by the greedy search of <a href="https://github.com/yashtewari/glob-intersection">
 * glob-intersection</a>, which is not always the mathematical answer; unlike there, no state is
 * searched twice, so the time is polynomial.
 */
final class GlobIntersection {
  /** Bounds the depth of the recursion. */
  private static final int MAX_REPEATED = 1000;

  private final Budget budget;
  private final Side left;
  private final Side right;
  private final Set<State> failed = new HashSet<>();

  /** One of the two patterns, from its beginning to an end. */
  private record Side(GlobTokens tokens, int end) {
    Token at(int index) {
      return tokens.at(index);
    }
  }

  /** The steps of the search. */
  private enum Step {
    NORMAL,
    STAR,
    PLUS
  }

  private record State(Step step, boolean straight, int i, int j) {}

  private GlobIntersection(Budget budget, Side left, Side right) {
    this.budget = budget;
    this.left = left;
    this.right = right;
  }

  static boolean isNotEmpty(Budget budget, GlobTokens one, GlobTokens other) {
    if (repeated(one) + repeated(other) > MAX_REPEATED) {
      throw Operands.failed("more than %d repetitions".formatted(MAX_REPEATED));
    }
    int begin = 0;
    while (isPlain(one, begin) && isPlain(other, begin)) {
      budget.step();
      if (!one.at(begin).meets(other.at(begin))) {
        return false;
      }
      begin++;
    }
    // One token stays on each side, for the search has no notion of an empty pattern.
    begin = Math.max(0, begin - 1);
    int endOne = one.size();
    int endOther = other.size();
    while (endOne > begin
        && endOther > begin
        && isPlain(one, endOne - 1)
        && isPlain(other, endOther - 1)) {
      budget.step();
      if (!one.at(endOne - 1).meets(other.at(endOther - 1))) {
        return false;
      }
      endOne--;
      endOther--;
    }
    if (endOne < one.size()) {
      endOne++;
      endOther++;
    }
    GlobIntersection search =
        new GlobIntersection(budget, new Side(one, endOne), new Side(other, endOther));
    return search.normal(true, begin, begin);
  }

  private static boolean isPlain(GlobTokens tokens, int index) {
    return index < tokens.size() && !tokens.at(index).isRepeated();
  }

  private static int repeated(GlobTokens tokens) {
    int count = 0;
    for (int i = 0; i < tokens.size(); i++) {
      count += tokens.at(i).isRepeated() ? 1 : 0;
    }
    return count;
  }

  private Side first(boolean straight) {
    return straight ? left : right;
  }

  private Side second(boolean straight) {
    return straight ? right : left;
  }

  /**
   * @param straight whether the left pattern is the first
   * @param i where the first pattern goes on
   * @param j where the second goes on
   */
  private boolean normal(boolean straight, int i, int j) {
    return search(Step.NORMAL, straight, i, j);
  }

  private boolean search(Step step, boolean straight, int i, int j) {
    State state = new State(step, straight, i, j);
    if (failed.contains(state)) {
      return false;
    }
    boolean found =
        switch (step) {
          case NORMAL -> findNormal(straight, i, j);
          case STAR -> findStar(straight, i, j);
          case PLUS -> findPlus(straight, i, j);
        };
    if (!found) {
      budget.allocate(96);
      failed.add(state);
    }
    return found;
  }

  private boolean findNormal(boolean straight, int from, int other) {
    Side a = first(straight);
    Side b = second(straight);
    int i = from;
    int j = other;
    for (; i < a.end && j < b.end; i++, j++) {
      budget.step();
      if (a.at(i).isRepeated()) {
        return search(step(a.at(i)), straight, i, j);
      }
      if (b.at(j).isRepeated()) {
        return search(step(b.at(j)), !straight, j, i);
      }
      if (!a.at(i).meets(b.at(j))) {
        return false;
      }
    }
    return i == a.end && j == b.end;
  }

  private static Step step(Token token) {
    return token.repeat() == Repeat.ANY_TIMES ? Step.STAR : Step.PLUS;
  }

  /** The first pattern goes on with a token that takes at least one of the second's. */
  private boolean findPlus(boolean straight, int i, int j) {
    Token other = second(straight).at(j);
    if (!first(straight).at(i).meets(other)) {
      return false;
    }
    return search(Step.STAR, straight, i, j + 1)
        || (other.isRepeated() && normal(straight, i + 1, j));
  }

  /** The first pattern goes on with a token that takes any number of the second's. */
  private boolean findStar(boolean straight, int i, int j) {
    Side a = first(straight);
    Side b = second(straight);
    Token star = a.at(i);
    boolean isLast = i + 1 == a.end;
    for (int k = j; k < b.end; k++) {
      budget.step();
      if (!isLast && b.at(k).meets(a.at(i + 1)) && normal(straight, i + 1, k)) {
        return true;
      }
      if (!b.at(k).meets(star)) {
        return false;
      }
    }
    return isLast;
  }
}
