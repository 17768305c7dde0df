package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Types of values, and values as other types. */
final class Types {
  private Types() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "is_null" -> is(a -> a instanceof NullValue);
      case "is_boolean" -> is(a -> a instanceof BooleanValue);
      case "is_number" -> is(a -> a instanceof NumberValue);
      case "is_string" -> is(a -> a instanceof StringValue);
      case "is_array" -> is(a -> a instanceof ArrayValue);
      case "is_object" -> is(a -> a instanceof ObjectValue);
      case "is_set" -> is(a -> a instanceof SetValue);
      case "type_name" -> (Builtin.One) (budget, a) -> StringValue.of(a.typeName());
      case "to_number" -> (Builtin.One) Types::toNumber;
      case "cast_null" -> cast(NullValue.class, "null");
      case "cast_boolean" -> cast(BooleanValue.class, "boolean");
      case "cast_string" -> cast(StringValue.class, "string");
      case "cast_object" -> cast(ObjectValue.class, "object");
      case "cast_array" -> (Builtin.One) (budget, a) -> Operands.arrayOrSet(a, 1);
      case "cast_set" -> (Builtin.One) Types::toSet;
      default -> null;
    };
  }

  /** Takes a test of its own for each type: policies ask so often that reflection showed. */
  private static Builtin.One is(Predicate<Value> type) {
    return (budget, a) -> BooleanValue.of(type.test(a));
  }

  private static Builtin.One cast(Class<? extends Value> type, String name) {
    return (budget, a) -> {
      if (type.isInstance(a)) {
        return a;
      }
      throw Operands.type(1, a, name);
    };
  }

  private static Value toSet(Budget budget, Value a) {
    if (a instanceof SetValue) {
      return a;
    }
    ArrayValue array = Operands.arrayOrSet(a, 1);
    budget.allocate(16L * array.size());
    SetValue set = new SetValue();
    for (int i = 0; i < array.size(); i++) {
      budget.step();
      set.add(array.at(i));
    }
    return set.sort();
  }

  private static Value toNumber(Budget budget, Value a) {
    if (a instanceof NumberValue) {
      return a;
    }
    if (a instanceof NullValue) {
      return NumberValue.of(0);
    }
    if (a instanceof BooleanValue value) {
      return NumberValue.of(value.value() ? 1 : 0);
    }
    if (a instanceof StringValue string) {
      return parse(a, string.text());
    }
    throw Operands.type(1, a, "null", "boolean", "number", "string");
  }

  private static Value parse(Value a, String text) {
    String unsigned = text.replaceFirst("^[+-]+", "").toLowerCase(Locale.ROOT);
    if (unsigned.equals("inf") || unsigned.equals("infinity") || unsigned.equals("nan")) {
      throw Operands.type(1, a, "valid number string");
    }
    String problem = "strconv.ParseFloat: parsing %s: ".formatted(a);
    boolean isHexadecimal = unsigned.startsWith("0x") && unsigned.indexOf('p') > 0;
    if (!isHexadecimal && !isDecimal(text)) {
      throw Operands.failed(problem + "invalid syntax");
    }
    double rounded = parseDouble(text, problem);
    if (Double.isInfinite(rounded)) {
      throw Operands.failed(problem + "value out of range");
    }
    NumberValue number =
        isHexadecimal ? NumberValue.of(new BigDecimal(rounded), text) : NumberValue.parse(text);
    if (number == null) {
      throw Operands.failed("invalid number: number too big");
    }
    return number;
  }

  private static boolean isDecimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static double parseDouble(String text, String problem) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw Operands.failed(problem + "invalid syntax");
    }
  }
}
