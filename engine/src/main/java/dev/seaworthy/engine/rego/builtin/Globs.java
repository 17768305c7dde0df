package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** Patterns for names of parts: {@code *.example.com}. */
final class Globs {
  private static final String SPECIAL = "*?\\[]{}";
  private static final CompiledPatterns<Regex> COMPILED =
      new CompiledPatterns<>(Globs::compile, Regex::cost);

  private Globs() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "glob.match" -> (Builtin.Three) Globs::match;
      case "glob.quote_meta" -> (Builtin.One) Globs::quoteMeta;
      default -> null;
    };
  }

  private static Value match(Budget budget, Value pattern, Value delimiters, Value value) {
    String source = Operands.text(pattern, 1);
    String separators = separators(delimiters);
    String text = Operands.text(value, 3);
    String key = separators.length() + " " + separators + source;
    return BooleanValue.of(COMPILED.get(budget, key).matches(budget, text));
  }

  private static Regex compile(Budget budget, String key) {
    int blank = key.indexOf(' ');
    int end = blank + 1 + Integer.parseInt(key.substring(0, blank));
    String pattern = GlobPattern.toRegex(budget, key.substring(end), key.substring(blank + 1, end));
    return Regex.compile(budget, pattern);
  }

  private static String separators(Value delimiters) {
    if (delimiters instanceof NullValue) {
      return "";
    }
    if (!(delimiters instanceof ArrayValue array)) {
      throw Operands.type(2, delimiters, "array", "null");
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < array.size(); i++) {
      if (!(array.at(i) instanceof StringValue string)) {
        throw element(array.at(i), "strings");
      }
      String text = string.text();
      if (text.codePointCount(0, text.length()) != 1) {
        throw element(string, "runes");
      }
      out.append(text);
    }
    return out.isEmpty() ? "." : out.toString();
  }

  private static RegoException element(Value element, String wanted) {
    return Operands.error(
        2, "must be array of %s but got array containing %s".formatted(wanted, element.typeName()));
  }

  private static Value quoteMeta(Budget budget, Value pattern) {
    String text = Operands.text(pattern, 1);
    budget.allocate(4L * text.length());
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (SPECIAL.indexOf(c) >= 0) {
        out.append('\\');
      }
      out.append(c);
    }
    return StringValue.of(out.toString());
  }
}
