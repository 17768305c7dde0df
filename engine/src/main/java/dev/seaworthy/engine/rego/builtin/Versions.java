package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.GoText;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** Semantic versions. */
final class Versions {
  private Versions() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "semver.compare" -> (Builtin.Two) Versions::compare;
      case "semver.is_valid" -> (Builtin.One) Versions::isValid;
      default -> null;
    };
  }

  private static Value compare(Budget budget, Value one, Value other) {
    String left = Operands.text(one, 1);
    String right = Operands.text(other, 2);
    budget.steps(left.length() + (long) right.length());
    return NumberValue.of(version(left, 1).compareTo(version(right, 2)));
  }

  private static SemanticVersion version(String text, int position) {
    SemanticVersion version = SemanticVersion.parse(text);
    if (version == null) {
      throw Operands.failed(
          "operand %d: string %s is not a valid SemVer".formatted(position, GoText.quote(text)));
    }
    return version;
  }

  private static Value isValid(Budget budget, Value version) {
    boolean isValid =
        version instanceof StringValue string && SemanticVersion.parse(string.text()) != null;
    return BooleanValue.of(isValid);
  }
}
