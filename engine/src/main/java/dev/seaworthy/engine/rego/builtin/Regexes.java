package dev.seaworthy.engine.rego.builtin;

import com.google.re2j.Pattern;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.text.Utf8;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.Bytes;
import dev.seaworthy.engine.rego.value.GoText;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Regular expressions in RE2's syntax; time is linear in the text. */
final class Regexes {
  private static final CompiledPatterns<Regex> COMPILED =
      new CompiledPatterns<>(Regex::compile, Regex::cost);

  private Regexes() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "regex.is_valid" -> (Builtin.One) Regexes::isValid;
      case "regex.match", "re_match" -> (Builtin.Two) Regexes::match;
      case "regex.find_n" -> (Builtin.Three) Regexes::findN;
      case "regex.find_all_string_submatch_n" -> (Builtin.Three) Regexes::findSubmatches;
      case "regex.replace" -> (Builtin.Three) Regexes::replace;
      case "regex.split" -> (Builtin.Two) Regexes::split;
      case "regex.template_match" -> (Builtin.Four) Regexes::templateMatch;
      case "regex.globs_match" -> (Builtin.Two) Regexes::globsMatch;
      default -> null;
    };
  }

  private static Value isValid(Budget budget, Value pattern) {
    if (!(pattern instanceof StringValue string)) {
      return BooleanValue.FALSE;
    }
    try {
      COMPILED.get(budget, string.text());
      return BooleanValue.TRUE;
    } catch (RegoException e) {
      if (e.isUndefined()) {
        return BooleanValue.FALSE;
      }
      throw e;
    }
  }

  private static Value match(Budget budget, Value pattern, Value value) {
    String source = Operands.text(pattern, 1);
    String text = Operands.text(value, 2);
    return BooleanValue.of(COMPILED.get(budget, source).matches(budget, text));
  }

  private static Value findN(Budget budget, Value pattern, Value value, Value number) {
    String source = Operands.text(pattern, 1);
    String text = Operands.text(value, 2);
    long most = Operands.integer(number, 3);
    List<int[]> matches = COMPILED.get(budget, source).findAll(budget, text, most, false);
    ArrayValue found = ArrayValue.withCapacity(matches.size());
    for (int[] match : matches) {
      found.add(cut(budget, text, match[0], match[1]));
    }
    return found;
  }

  private static Value findSubmatches(Budget budget, Value pattern, Value value, Value number) {
    String source = Operands.text(pattern, 1);
    String text = Operands.text(value, 2);
    long most = Operands.integer(number, 3);
    List<int[]> matches = COMPILED.get(budget, source).findAll(budget, text, most, true);
    ArrayValue found = ArrayValue.withCapacity(matches.size());
    for (int[] match : matches) {
      ArrayValue groups = ArrayValue.withCapacity(match.length / 2);
      for (int i = 0; i < match.length; i += 2) {
        boolean took = match[i] >= 0;
        groups.add(took ? cut(budget, text, match[i], match[i + 1]) : StringValue.EMPTY);
      }
      found.add(groups);
    }
    return found;
  }

  private static Value split(Budget budget, Value pattern, Value value) {
    String source = Operands.text(pattern, 1);
    String text = Operands.text(value, 2);
    Regex regex = COMPILED.get(budget, source);
    if (text.isEmpty() && !source.isEmpty()) {
      return ArrayValue.of(StringValue.EMPTY);
    }
    ArrayValue parts = ArrayValue.withCapacity(4);
    int begin = 0;
    int end = 0;
    for (int[] match : regex.findAll(budget, text, -1, false)) {
      end = match[0];
      if (match[1] != 0) {
        parts.add(cut(budget, text, begin, end));
      }
      begin = match[1];
    }
    if (end != text.length()) {
      parts.add(cut(budget, text, begin, text.length()));
    }
    return parts;
  }

  private static Value replace(Budget budget, Value base, Value pattern, Value replacement) {
    String text = Operands.text(base, 1);
    String source = Operands.text(pattern, 2);
    String template = Operands.text(replacement, 3);
    Regex regex = COMPILED.get(budget, source);
    RegexReplacement insert = new RegexReplacement(template, regex.groupNames());
    StringBuilder out = new StringBuilder();
    int last = 0;
    for (int[] match : regex.findAll(budget, text, -1, insert.needsGroups())) {
      out.append(text, last, match[0]);
      insert.expand(budget, text, match, out);
      last = match[1];
    }
    out.append(text, last, text.length());
    budget.allocate(2L * out.length());
    return StringValue.of(Bytes.joined(out.toString()));
  }

  private static Value templateMatch(
      Budget budget, Value template, Value value, Value open, Value close) {
    String source = Operands.text(template, 1);
    String text = Operands.text(value, 2);
    String start = Operands.text(open, 3);
    String end = Operands.text(close, 4);
    if (Utf8.length(start) != 1) {
      throw Operands.failed(
          "start delimiter has to be exactly one character long but is %d long"
              .formatted(Utf8.length(start)));
    }
    if (Utf8.length(end) != 1) {
      // OPA tells the other delimiter's length.
      throw Operands.failed("end delimiter has to be exactly one character long but is 1 long");
    }
    String pattern = pattern(budget, source, start.charAt(0), end.charAt(0));
    return BooleanValue.of(COMPILED.get(budget, pattern).matches(budget, text));
  }

  /** The expression that a template stands for: expressions between delimiters, in plain text. */
  private static String pattern(Budget budget, String template, char open, char close) {
    StringBuilder out = new StringBuilder("^");
    int level = 0;
    int begin = 0;
    int plain = 0;
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == open) {
        level++;
        if (level == 1) {
          begin = i;
        }
      } else if (c == close) {
        level--;
        if (level == 0) {
          String part = template.substring(begin + 1, i);
          out.append(Pattern.quote(template.substring(plain, begin)));
          out.append('(').append(part).append(')');
          plain = i + 1;
        } else if (level < 0) {
          break;
        }
      }
    }
    if (level != 0) {
      throw Operands.failed("unbalanced braces in " + GoText.quote(template));
    }
    budget.allocate(2L * out.length());
    return out.append(Pattern.quote(template.substring(plain))).append('$').toString();
  }

  private static Value globsMatch(Budget budget, Value one, Value other) {
    String left = Operands.text(one, 1);
    String right = Operands.text(other, 2);
    GlobTokens first = GlobTokens.of(budget, left);
    GlobTokens second = GlobTokens.of(budget, right);
    return BooleanValue.of(GlobIntersection.isNotEmpty(budget, first, second));
  }

  private static Value cut(Budget budget, String text, int from, int to) {
    budget.allocate(48L + 2L * (to - from));
    return StringValue.of(text.substring(from, to));
  }
}
