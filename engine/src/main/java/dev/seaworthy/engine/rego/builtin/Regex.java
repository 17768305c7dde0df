package dev.seaworthy.engine.rego.builtin;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.seaworthy.engine.rego.RegoException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A compiled regular expression that finds what Go's {@code regexp} finds. Runs on RE2/J; where
 * Java's and Go's habits differ (empty matches, limits on size), Go's are kept.
 */
final class Regex {
  private final Pattern pattern;
  private final int cost;
  private final Map<String, Integer> groupNames;

  private Regex(Pattern pattern, RegexSource source) {
    this.pattern = pattern;
    this.cost = source.size();
    this.groupNames = source.groupNames();
  }

  /**
   * Compiles an expression.
   *
   * @throws RegoException of kind BUILTIN if it is malformed or too large
   */
  static Regex compile(Budget budget, String source) {
    RegexSource looked = RegexSource.of(budget, source);
    budget.steps(looked.size());
    budget.allocate(100L * looked.size());
    try {
      return new Regex(Pattern.compile(looked.text()), looked);
    } catch (PatternSyntaxException e) {
      throw Operands.failed(message(e, source));
    } catch (StackOverflowError e) {
      throw RegexSource.nestsTooDeeply(source);
    }
  }

  /** Go's message; RE2/J has another where a parenthesis was never opened. */
  private static String message(PatternSyntaxException e, String source) {
    return String.valueOf(e.getPattern()).equals("stack underflow")
        ? "error parsing regexp: unexpected ): `%s`".formatted(source)
        : String.valueOf(e.getMessage());
  }

  /** How many instructions it has, about. */
  int cost() {
    return cost;
  }

  Map<String, Integer> groupNames() {
    return groupNames;
  }

  /** Whether it matches anywhere in the text. */
  boolean matches(Budget budget, String text) {
    return find(pattern.matcher(metered(budget, text)), 0);
  }

  /**
   * Finds matches from left to right that do not overlap. An empty match right after another match
   * does not count.
   *
   * @param most how many; all if negative
   * @param groups whether to tell where the groups are
   * @return positions: begin and end of the match, then of each group, -1 for one that took no part
   */
  List<int[]> findAll(Budget budget, String text, long most, boolean groups) {
    List<int[]> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(metered(budget, text));
    int last = -1;
    int from = 0;
    while (from <= text.length() && found.size() != most && find(matcher, from)) {
      int begin = matcher.start();
      int end = matcher.end();
      boolean isAccepted = begin != end || begin != last;
      if (end > from) {
        from = end;
      } else {
        from += from < text.length() ? Character.charCount(text.codePointAt(from)) : 1;
      }
      last = end;
      if (isAccepted) {
        budget.allocate(48);
        found.add(groups ? groups(budget, text, matcher) : new int[] {begin, end});
      }
    }
    return found;
  }

  private int[] groups(Budget budget, String text, Matcher matcher) {
    int begin = matcher.start();
    int end = matcher.end();
    int[] positions = new int[2 + 2 * matcher.groupCount()];
    budget.allocate(4L * positions.length);
    for (int i = 1; i <= matcher.groupCount(); i++) {
      positions[2 * i] = matcher.start(i);
      positions[2 * i + 1] = matcher.end(i);
    }
    if (matcher.start() != begin || matcher.end() != end) {
      return groupsUpToEnd(budget, text, begin, end);
    }
    positions[0] = begin;
    positions[1] = end;
    return positions;
  }

  /**
   * Finds the groups of a match together with all that follows it. RE2/J looks for groups in a text
   * cut off behind the match, where {@code $} may match what it did not; not so at the very end.
   */
  private int[] groupsUpToEnd(Budget budget, String text, int begin, int end) {
    Pattern whole = Pattern.compile("(" + pattern.pattern() + ")(?s:.*)");
    Matcher matcher = whole.matcher(metered(budget, text));
    if (!find(matcher, begin) || matcher.start(1) != begin || matcher.end(1) != end) {
      throw new IllegalStateException("the same expression has found another match");
    }
    int[] positions = new int[2 * matcher.groupCount()];
    for (int i = 1; i <= matcher.groupCount(); i++) {
      positions[2 * i - 2] = matcher.start(i);
      positions[2 * i - 1] = matcher.end(i);
    }
    return positions;
  }

  private static boolean find(Matcher matcher, int from) {
    try {
      return matcher.find(from);
    } catch (StackOverflowError e) {
      // RE2/J recurses into alternatives, of which an expression may have very many.
      throw new RegoException(
          RegoException.Kind.STACK, "a regular expression has too many alternatives");
    }
  }

  private CharSequence metered(Budget budget, String text) {
    return new Metered(budget, text, 1 + cost / 16);
  }

  /** Text whose reading costs steps: RE2/J itself has no means to stop it. */
  private record Metered(Budget budget, String text, int cost) implements CharSequence {
    @Override
    public char charAt(int index) {
      budget.steps(cost);
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
