package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.Bytes;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Texts without what stands at their ends. */
final class Trims {
  private Trims() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "trim" -> (Builtin.Two) (budget, a, b) -> trim(budget, a, in(budget, a, b), true, true);
      case "trim_left" ->
          (Builtin.Two) (budget, a, b) -> trim(budget, a, in(budget, a, b), true, false);
      case "trim_right" ->
          (Builtin.Two) (budget, a, b) -> trim(budget, a, in(budget, a, b), false, true);
      case "trim_space" -> (Builtin.One) (budget, a) -> trim(budget, a, Trims::isSpace, true, true);
      case "trim_prefix" -> Bytewise.of((Builtin.Two) Trims::trimPrefix);
      case "trim_suffix" -> Bytewise.of((Builtin.Two) Trims::trimSuffix);
      default -> null;
    };
  }

  /** The characters of a text; any byte that is no UTF-8 is as good as another. */
  private static IntPredicate in(Budget budget, Value text, Value operand) {
    String first = Operands.text(text, 1);
    String characters = Bytes.printable(Operands.text(operand, 2));
    budget.steps(first.length() + 1L);
    return point -> {
      budget.steps(1 + characters.length() / 8);
      return characters.indexOf(Bytes.printable(point)) >= 0;
    };
  }

  /** White space as Unicode has it. */
  private static boolean isSpace(int point) {
    return switch (point) {
      case '\t', '\n', 0x0b, '\f', '\r', ' ', 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f -> true;
      case 0x205f, 0x3000 -> true;
      default -> point >= 0x2000 && point <= 0x200a;
    };
  }

  private static Value trim(
      Budget budget, Value a, IntPredicate isTrimmed, boolean left, boolean right) {
    String text = Operands.text(a, 1);
    int from = 0;
    int to = text.length();
    while (left && from < to && isTrimmed.test(text.codePointAt(from))) {
      from = text.offsetByCodePoints(from, 1);
    }
    while (right && from < to && isTrimmed.test(text.codePointBefore(to))) {
      to = text.offsetByCodePoints(to, -1);
    }
    return part(budget, a, text, from, to);
  }

  private static Value part(Budget budget, Value a, String text, int from, int to) {
    if (to - from == text.length()) {
      return a;
    }
    budget.allocate(2L * (to - from));
    return StringValue.of(text.substring(from, to));
  }

  private static Value trimPrefix(Budget budget, Value a, Value b) {
    String text = Operands.text(a, 1);
    String prefix = Operands.text(b, 2);
    int from = text.startsWith(prefix) ? prefix.length() : 0;
    return part(budget, a, text, from, text.length());
  }

  private static Value trimSuffix(Budget budget, Value a, Value b) {
    String text = Operands.text(a, 1);
    String suffix = Operands.text(b, 2);
    int to = text.endsWith(suffix) ? text.length() - suffix.length() : text.length();
    return part(budget, a, text, 0, to);
  }
}
