package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.text.GoJsonWriter;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** Values as JSON text, and back. */
final class JsonBuiltins {
  private JsonBuiltins() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "json.marshal" -> (Builtin.One) JsonBuiltins::marshal;
      case "json.marshal_with_options" -> (Builtin.Two) JsonBuiltins::marshalWithOptions;
      case "json.unmarshal" ->
          (Builtin.One) (budget, a) -> JsonText.read(budget, Operands.text(a, 1));
      case "json.is_valid" -> (Builtin.One) JsonBuiltins::isValid;
      default -> null;
    };
  }

  private static Value marshal(Budget budget, Value a) {
    BudgetedText text = new BudgetedText(budget);
    new GoJsonWriter(text, null).write(a);
    return StringValue.of(text.toString());
  }

  private static Value marshalWithOptions(Budget budget, Value a, Value b) {
    ObjectValue options = Operands.object(b, 2).sort();
    String prefix = "";
    String indent = "\t";
    boolean hasStyle = false;
    Boolean pretty = null;
    for (int i = 0; i < options.size(); i++) {
      Value value = options.valueAt(i);
      switch (name(options.keyAt(i), i)) {
        case "prefix" -> {
          prefix = text("prefix", value, i);
          hasStyle = true;
        }
        case "indent" -> {
          indent = text("indent", value, i);
          hasStyle = true;
        }
        case "pretty" -> pretty = flag(value);
        default -> throw Operands.error(2, "object contained unknown key " + options.keyAt(i));
      }
    }
    boolean isPretty = pretty == null ? hasStyle : pretty;
    BudgetedText text = new BudgetedText(budget);
    if (isPretty) {
      text.append(prefix);
    }
    new GoJsonWriter(text, isPretty ? new GoJsonWriter.Style(prefix, indent) : null).write(a);
    return StringValue.of(text.toString());
  }

  private static String name(Value key, int position) {
    if (key instanceof StringValue string) {
      return string.text();
    }
    throw Operands.error(
        2,
        "failed to stringify key %s at index %d: operand %d must be string but got %s"
            .formatted(key, position, position, key.typeName()));
  }

  private static String text(String name, Value value, int position) {
    if (value instanceof StringValue string) {
      return string.text();
    }
    throw Operands.error(
        2,
        "key \"%s\" failed cast to string: operand %d must be string but got %s"
            .formatted(name, position, value.typeName()));
  }

  private static boolean flag(Value value) {
    if (value instanceof BooleanValue flag) {
      return flag.value();
    }
    throw Operands.error(2, "key \"pretty\" failed cast to bool");
  }

  private static Value isValid(Budget budget, Value a) {
    return BooleanValue.of(
        a instanceof StringValue string && JsonText.isValid(budget, string.text()));
  }
}
