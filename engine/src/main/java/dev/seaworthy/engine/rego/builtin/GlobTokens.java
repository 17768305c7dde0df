package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A pattern of {@code regex.globs_match}: characters, {@code .} and sets, each perhaps repeated by
 * {@code *} or {@code +}.
 */
final class GlobTokens {
  private static final List<Range> ANY = List.of(new Range(0, Character.MAX_CODE_POINT));

  private final Budget budget;
  private final int[] input;
  private final List<Token> tokens = new ArrayList<>();
  private int position;

  /** How often a token is there. */
  enum Repeat {
    ONCE,
    ONCE_OR_MORE,
    ANY_TIMES
  }

  /** Characters next to each other. */
  record Range(int first, int last) {}

  /**
   * @param isAny whether it is the dot, which also meets the empty set
   * @param ranges in order, without overlap
   */
  record Token(boolean isAny, List<Range> ranges, Repeat repeat) {
    boolean isRepeated() {
      return repeat != Repeat.ONCE;
    }

    /** Whether some character is in both. */
    boolean meets(Token other) {
      if (isAny || other.isAny) {
        return true;
      }
      int mine = 0;
      int theirs = 0;
      while (mine < ranges.size() && theirs < other.ranges.size()) {
        Range a = ranges.get(mine);
        Range b = other.ranges.get(theirs);
        if (a.last < b.first) {
          mine++;
        } else if (b.last < a.first) {
          theirs++;
        } else {
          return true;
        }
      }
      return false;
    }
  }

  private GlobTokens(Budget budget, String pattern) {
    this.budget = budget;
    this.input = pattern.codePoints().toArray();
  }

  /**
   * @throws RegoException of kind BUILTIN if the pattern is malformed
   */
  static GlobTokens of(Budget budget, String pattern) {
    budget.allocate(64L * pattern.length());
    GlobTokens parsed = new GlobTokens(budget, pattern);
    parsed.parse();
    return parsed;
  }

  int size() {
    return tokens.size();
  }

  Token at(int index) {
    return tokens.get(index);
  }

  private void parse() {
    while (position < input.length) {
      budget.step();
      boolean isEscaped = isEscape();
      int point = next();
      boolean isAny = !isEscaped && point == '.';
      List<Range> ranges = List.of(new Range(point, point));
      if (isAny) {
        ranges = ANY;
      } else if (!isEscaped) {
        switch (point) {
          case '[' -> ranges = set();
          case ']' -> throw invalid("set-close ']' with no preceding '['");
          case '+', '*' ->
              throw invalid("flag '%c' must be preceded by a non-flag".formatted(point));
          default -> {}
        }
      }
      add(new Token(isAny, ranges, repeat()));
    }
  }

  /** Adds a token; repetitions of the same thing next to each other are one. */
  private void add(Token token) {
    int last = tokens.size() - 1;
    Token before = last < 0 ? token : tokens.get(last);
    boolean isSame =
        last >= 0
            && token.isRepeated()
            && before.isRepeated()
            && token.isAny == before.isAny
            && token.ranges.equals(before.ranges);
    if (!isSame) {
      tokens.add(token);
    } else if (token.repeat == Repeat.ONCE_OR_MORE) {
      tokens.set(last, token);
    }
  }

  private Repeat repeat() {
    int point = position < input.length ? input[position] : -1;
    if (point == '\\' && position == input.length - 1) {
      throw invalid("input ends with a \\ (escape) character");
    }
    if (point != '+' && point != '*') {
      return Repeat.ONCE;
    }
    position++;
    return point == '+' ? Repeat.ONCE_OR_MORE : Repeat.ANY_TIMES;
  }

  private List<Range> set() {
    List<Range> ranges = new ArrayList<>();
    int before = -1;
    while (position < input.length) {
      budget.step();
      boolean isEscaped = isEscape();
      int point = next();
      if (!isEscaped && point == ']') {
        return merged(ranges);
      }
      if (isEscaped || point != '-') {
        ranges.add(new Range(point, point));
        before = point;
        continue;
      }
      ranges.add(new Range(before, endOfRange(before)));
      before = -1;
    }
    throw invalid("found [ without matching ]");
  }

  private int endOfRange(int first) {
    if (first < 0) {
      throw invalid("range character '-' must be preceded by a Unicode character");
    }
    if (position >= input.length - 1) {
      throw invalid("range character '-' must be followed by a Unicode character");
    }
    boolean isEscaped = isEscape();
    int last = next();
    if (!isEscaped && (last == ']' || last == '-')) {
      throw invalid("range character '-' cannot be followed by a special symbol");
    }
    if (last < first) {
      throw invalid(
          "range is out of order: '%s' comes before '%s' in Unicode"
              .formatted(Character.toString(last), Character.toString(first)));
    }
    return last;
  }

  private static List<Range> merged(List<Range> ranges) {
    ranges.sort(Comparator.comparingInt(Range::first));
    List<Range> merged = new ArrayList<>();
    for (Range range : ranges) {
      int end = merged.size() - 1;
      if (end >= 0 && merged.get(end).last >= range.first - 1) {
        Range before = merged.get(end);
        merged.set(end, new Range(before.first, Math.max(before.last, range.last)));
      } else {
        merged.add(range);
      }
    }
    return List.copyOf(merged);
  }

  private boolean isEscape() {
    if (input[position] != '\\') {
      return false;
    }
    if (position == input.length - 1) {
      throw invalid("input ends with a \\ (escape) character");
    }
    position++;
    return true;
  }

  private int next() {
    return input[position++];
  }

  private RegoException invalid(String why) {
    String pattern = new String(input, 0, input.length);
    return Operands.failed(
        "input:%s, pos:%d, %s: the input provided is invalid".formatted(pattern, position, why));
  }
}
