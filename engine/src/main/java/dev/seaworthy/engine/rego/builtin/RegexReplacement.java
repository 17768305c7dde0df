package dev.seaworthy.engine.rego.builtin;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is put in a match's place: text in which {@code $1}, {@code $name} and {@code ${name}} stand
 * for groups, by the rules of Go's {@code Regexp.Expand}.
 */
final class RegexReplacement {
  /** Go's bound for a group's number; a longer one is taken for a name. */
  private static final int MAX_NUMBER = 100_000_000;

  private final String template;
  private final Map<String, Integer> names;

  RegexReplacement(String template, Map<String, Integer> names) {
    this.template = template;
    this.names = names;
  }

  boolean needsGroups() {
    return template.indexOf('$') >= 0;
  }

  /**
   * @param match positions of the match and its groups in the text
   */
  void expand(Budget budget, String text, int[] match, StringBuilder out) {
    int from = 0;
    int length = out.length();
    for (int dollar = template.indexOf('$'); dollar >= 0; dollar = template.indexOf('$', from)) {
      budget.step();
      out.append(template, from, dollar);
      from = dollar + 1;
      if (template.startsWith("$", from)) {
        out.append('$');
        from++;
        continue;
      }
      boolean isBraced = template.startsWith("{", from);
      int begin = isBraced ? from + 1 : from;
      int end = endOfName(begin);
      if (end == begin || (isBraced && !template.startsWith("}", end))) {
        out.append('$');
        continue;
      }
      append(template.substring(begin, end), text, match, out);
      from = isBraced ? end + 1 : end;
    }
    out.append(template, from, template.length());
    budget.allocate(2L * (out.length() - length));
  }

  private int endOfName(int begin) {
    int end = begin;
    while (end < template.length()) {
      int point = template.codePointAt(end);
      if (!Character.isLetter(point) && !Character.isDigit(point) && point != '_') {
        break;
      }
      end += Character.charCount(point);
    }
    return end;
  }

  private void append(String name, String text, int[] match, StringBuilder out) {
    int number = number(name);
    Integer group = number >= 0 ? Integer.valueOf(number) : named(name);
    if (group != null && group < match.length / 2 && match[2 * group] >= 0) {
      out.append(text, match[2 * group], match[2 * group + 1]);
    }
  }

  private @Nullable Integer named(String name) {
    return names.get(name);
  }

  /** The number that a name is, or -1. */
  private static int number(String name) {
    if (name.length() > 1 && name.charAt(0) == '0') {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < '0' || c > '9' || number >= MAX_NUMBER) {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }
}
