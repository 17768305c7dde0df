package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.text.Utf8;
import java.util.Locale;

/**
 * A pattern in the syntax of <a href="https://github.com/gobwas/glob">gobwas/glob</a>, translated
 * to a regular expression: {@code *} and {@code ?} match no separator, {@code **} matches anything,
 * {@code [!a-c]} a character, <code>{a,b}</code> either.
 */
final class GlobPattern {
  private static final int END = -1;

  private final Budget budget;
  private final String pattern;
  private final String separators;
  private final StringBuilder out = new StringBuilder("\\A");
  private int position;
  private int depth;

  private GlobPattern(Budget budget, String pattern, String separators) {
    this.budget = budget;
    this.pattern = pattern;
    this.separators = separators;
  }

  /**
   * @throws RegoException of kind BUILTIN if the pattern is malformed
   */
  static String toRegex(Budget budget, String pattern, String separators) {
    budget.allocate(64L * pattern.length());
    GlobPattern translation = new GlobPattern(budget, pattern, separators);
    translation.translate();
    return translation.out.append("\\z").toString();
  }

  private void translate() {
    for (int c = read(); c != END; c = read()) {
      budget.step();
      switch (c) {
        case '*' -> star();
        case '?' -> out.append(single());
        case '[' -> set();
        case '{' -> {
          depth++;
          out.append("(?:");
        }
        case ',' -> out.append(depth > 0 ? "|" : ",");
        case '}' -> close();
        case '\\' -> literal(escaped());
        default -> literal(c);
      }
    }
    if (depth > 0) {
      throw error("unclosed `{`");
    }
  }

  private void star() {
    if (peek() == '*') {
      position++;
      out.append("(?s:.*)");
    } else {
      out.append(single()).append('*');
    }
  }

  private String single() {
    if (separators.isEmpty()) {
      return "(?s:.)";
    }
    budget.allocate(32L * separators.length());
    StringBuilder set = new StringBuilder("[^");
    separators.codePoints().forEach(c -> member(set, c));
    return set.append(']').toString();
  }

  private void close() {
    if (depth == 0) {
      literal('}');
      return;
    }
    depth--;
    out.append(')');
  }

  private int escaped() {
    int c = read();
    if (c == END) {
      throw error("trailing backslash");
    }
    return c;
  }

  /** What follows the opening bracket: a range, or characters; perhaps negated. */
  private void set() {
    int c = readInSet();
    boolean isNegated = c == '!';
    if (isNegated) {
      c = readInSet();
    }
    StringBuilder set = new StringBuilder(isNegated ? "[^" : "[");
    if (peek() == '-') {
      position++;
      range(set, c, readInSet());
    } else {
      position -= Character.charCount(c);
      members(set);
    }
    out.append(set).append(']');
  }

  private void range(StringBuilder set, int first, int last) {
    if (readInSet() != ']') {
      throw error("expected close range character");
    }
    if (last < first) {
      throw error("range hi character is less than lo");
    }
    member(set, first);
    set.append('-');
    member(set, last);
  }

  private void members(StringBuilder set) {
    int before = set.length();
    for (int c = readMember(); c != ']'; c = readMember()) {
      budget.step();
      member(set, c == '\\' ? escaped() : c);
    }
    if (set.length() == before) {
      throw error("could not parse range");
    }
  }

  private int readMember() {
    if (peek() == END) {
      throw error("unexpected end of input");
    }
    return read();
  }

  private int readInSet() {
    int c = read();
    if (c == END) {
      throw error("unexpected end of input");
    }
    return c;
  }

  private void literal(int c) {
    if (c < 0x80 && !Character.isLetterOrDigit(c)) {
      member(out, c);
    } else {
      out.appendCodePoint(c);
    }
  }

  private static void member(StringBuilder set, int c) {
    set.append("\\x{").append(Integer.toHexString(c).toLowerCase(Locale.ROOT)).append('}');
  }

  private int peek() {
    return position < pattern.length() ? pattern.codePointAt(position) : END;
  }

  private int read() {
    int c = peek();
    if (c != END) {
      position += Character.charCount(c);
    }
    return c;
  }

  private RegoException error(String reason) {
    int offset = Utf8.length(pattern.substring(0, position));
    return Operands.failed("glob: syntax error at %d: %s".formatted(offset, reason));
  }
}
