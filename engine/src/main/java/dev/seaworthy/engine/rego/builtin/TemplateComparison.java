package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.StringValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares a template's scalars, which have to be of one kind. */
final class TemplateComparison {
  private TemplateComparison() {}

  static boolean call(String name, List<@Nullable Object> arguments) {
    Object first = arguments.get(0);
    Object second = arguments.size() > 1 ? arguments.get(1) : null;
    return switch (name) {
      case "eq" -> isAny(first, arguments.subList(1, arguments.size()));
      case "ne" -> !isEqual(first, second);
      case "lt" -> compare(first, second) < 0;
      case "le" -> compare(first, second) <= 0;
      case "gt" -> compare(first, second) > 0;
      default -> compare(first, second) >= 0;
    };
  }

  private static boolean isAny(@Nullable Object wanted, List<@Nullable Object> others) {
    if (others.isEmpty()) {
      throw Operands.failed("missing argument for comparison");
    }
    for (Object other : others) {
      if (isEqual(wanted, other)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEqual(@Nullable Object one, @Nullable Object other) {
    if (isNothing(one) || isNothing(other)) {
      return isNothing(one) && isNothing(other);
    }
    Object left = scalar(one);
    Object right = scalar(other);
    if (left.getClass() != right.getClass()) {
      throw incompatible(one, other);
    }
    return left.equals(right);
  }

  private static boolean isNothing(@Nullable Object value) {
    return value == null || value instanceof NullValue;
  }

  private static int compare(@Nullable Object one, @Nullable Object other) {
    Object left = scalar(one);
    Object right = scalar(other);
    if (left instanceof String a && right instanceof String b) {
      return StringValue.compare(a, b);
    }
    if (left instanceof Long a && right instanceof Long b) {
      return a.compareTo(b);
    }
    if (left instanceof Double a && right instanceof Double b) {
      return a.compareTo(b);
    }
    throw left instanceof Boolean && right instanceof Boolean
        ? Operands.failed("invalid type for comparison")
        : incompatible(one, other);
  }

  private static Object scalar(@Nullable Object value) {
    if (value instanceof NumberValue number) {
      return number.literal();
    }
    if (value instanceof String
        || value instanceof Long
        || value instanceof Double
        || value instanceof Boolean) {
      return value;
    }
    throw Operands.failed("invalid type for comparison");
  }

  private static RegoException incompatible(@Nullable Object one, @Nullable Object other) {
    return Operands.failed(
        "incompatible types for comparison: %s and %s"
            .formatted(TemplateText.type(one), TemplateText.type(other)));
  }
}
