package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.BooleanValue;
import org.jspecify.annotations.Nullable;

/** Comparisons in Rego's order of all values. */
final class Comparisons {
  private Comparisons() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "equal" -> (Builtin.Two) (budget, a, b) -> BooleanValue.of(a.equals(b));
      case "neq" -> (Builtin.Two) (budget, a, b) -> BooleanValue.of(!a.equals(b));
      case "lt" -> (Builtin.Two) (budget, a, b) -> BooleanValue.of(a.compareTo(b) < 0);
      case "lte" -> (Builtin.Two) (budget, a, b) -> BooleanValue.of(a.compareTo(b) <= 0);
      case "gt" -> (Builtin.Two) (budget, a, b) -> BooleanValue.of(a.compareTo(b) > 0);
      case "gte" -> (Builtin.Two) (budget, a, b) -> BooleanValue.of(a.compareTo(b) >= 0);
      default -> null;
    };
  }
}
