package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.Bytes;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Texts as wholes: what they contain, and what they become. */
final class Strings {
  private Strings() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "contains" -> Bytewise.of((Builtin.Two) Strings::contains);
      case "startswith" -> Bytewise.of(test(String::startsWith));
      case "endswith" -> Bytewise.of(test(String::endsWith));
      case "strings.any_prefix_match" -> Bytewise.of((Builtin.Two) Affixes::anyPrefix);
      case "strings.any_suffix_match" -> Bytewise.of((Builtin.Two) Affixes::anySuffix);
      case "concat" -> (Builtin.Two) Strings::concat;
      case "format_int" -> (Builtin.Two) Strings::formatInt;
      case "lower" -> (Builtin.One) (budget, a) -> mapped(budget, a, Character::toLowerCase);
      case "upper" -> (Builtin.One) (budget, a) -> mapped(budget, a, Character::toUpperCase);
      case "strings.reverse" -> (Builtin.One) Strings::reverse;
      case "replace" -> Bytewise.of((Builtin.Three) Replacements::replace);
      case "strings.replace_n" -> Bytewise.ofKeys(Replacements::replaceAll);
      case "sprintf" -> (Builtin.Two) Sprintf::sprintf;
      default -> null;
    };
  }

  private static Builtin.Two test(BiPredicate<String, String> test) {
    return (budget, a, b) -> {
      String text = Operands.text(a, 1);
      String part = Operands.text(b, 2);
      budget.steps(text.length() / 8 + 1L);
      return BooleanValue.of(test.test(text, part));
    };
  }

  private static Value contains(Budget budget, Value a, Value b) {
    String text = Operands.text(a, 1);
    String part = Operands.text(b, 2);
    return BooleanValue.of(part.isEmpty() || new TextSearch(budget, part).in(text, 0) >= 0);
  }

  private static Value concat(Budget budget, Value a, Value b) {
    String delimiter = Operands.text(a, 1);
    List<String> parts = parts(b);
    BudgetedText text = new BudgetedText(budget);
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0) {
        text.append(delimiter);
      }
      text.append(parts.get(i));
    }
    return StringValue.of(text.toString());
  }

  private static List<String> parts(Value operand) {
    Aggregates.requireCollection(operand, 2);
    return Operands.texts(operand, 2);
  }

  private static Value formatInt(Budget budget, Value a, Value b) {
    var number = Operands.number(a, 1);
    int radix =
        switch (Operands.number(b, 2).literal()) {
          case "2" -> 2;
          case "8" -> 8;
          case "10" -> 10;
          case "16" -> 16;
          default -> throw Operands.error(2, "must be one of {2, 8, 10, 16}");
        };
    BigInteger whole = isPlain(number.literal()) ? number.whole() : null;
    BigInteger shown = whole == null ? BigFloat.of(number).truncated() : whole;
    budget.allocate(shown.bitLength());
    return StringValue.of(shown.toString(radix));
  }

  /** Integers in other notations go through floating point, as fractions do. */
  private static boolean isPlain(String literal) {
    return literal.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E' || c == 'x');
  }

  /** Letter by letter, as Unicode's simple mappings have it: no letter becomes two. */
  private static Value mapped(Budget budget, Value a, IntUnaryOperator mapping) {
    String text = Bytes.printable(Operands.text(a, 1));
    budget.steps(text.length() + 1L);
    int same = 0;
    while (same < text.length() && isSame(text.charAt(same), mapping)) {
      same++;
    }
    if (same == text.length()) {
      return StringValue.of(text);
    }
    budget.allocate(2L * text.length());
    StringBuilder mapped = new StringBuilder(text.length()).append(text, 0, same);
    text.substring(same).codePoints().map(mapping).forEach(mapped::appendCodePoint);
    return StringValue.of(mapped.toString());
  }

  private static boolean isSame(char c, IntUnaryOperator mapping) {
    return !Character.isSurrogate(c) && mapping.applyAsInt(c) == c;
  }

  private static Value reverse(Budget budget, Value a) {
    String text = Operands.text(a, 1);
    budget.allocate(2L * text.length());
    return StringValue.of(Bytes.joined(new StringBuilder(text).reverse().toString()));
  }
}
