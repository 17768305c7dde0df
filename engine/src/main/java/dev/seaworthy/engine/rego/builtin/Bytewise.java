package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.text.Utf8;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.Bytes;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Functions that in Go work on a text's bytes, where what is looked for is no UTF-8: it may lie
 * within a character. Arguments and results then have one character for each byte.
 */
final class Bytewise {
  private Bytewise() {}

  static Builtin.Two of(Builtin.Two function) {
    return (budget, a, b) ->
        isBinary(b)
            ? texts(function.call(budget, bytes(budget, a), bytes(budget, b)))
            : function.call(budget, a, b);
  }

  static Builtin.Three of(Builtin.Three function) {
    return (budget, a, b, c) ->
        isBinary(b)
            ? texts(function.call(budget, bytes(budget, a), bytes(budget, b), bytes(budget, c)))
            : function.call(budget, a, b, c);
  }

  /** A function whose first argument is looked for in the second. */
  static Builtin.Two ofKeys(Builtin.Two function) {
    return (budget, a, b) ->
        isBinary(a)
            ? texts(function.call(budget, bytes(budget, a), bytes(budget, b)))
            : function.call(budget, a, b);
  }

  private static boolean isBinary(Value value) {
    if (value instanceof StringValue text) {
      return Bytes.isBinary(text.text());
    }
    if (value instanceof ArrayValue array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.at(i) instanceof StringValue text && Bytes.isBinary(text.text())) {
          return true;
        }
      }
      return false;
    }
    if (value instanceof SetValue set) {
      return isBinary(set.toArray());
    }
    if (value instanceof ObjectValue object) {
      for (int i = 0; i < object.size(); i++) {
        if (isBinary(object.keyAt(i))) {
          return true;
        }
      }
    }
    return false;
  }

  private static Value bytes(Budget budget, Value value) {
    return mapped(
        value,
        text -> {
          budget.steps(text.length());
          budget.allocate(4L * text.length());
          return Utf8.bytes(text);
        });
  }

  private static @Nullable Value texts(@Nullable Value value) {
    return value == null ? null : mapped(value, Utf8::text);
  }

  private static Value mapped(Value value, UnaryOperator<String> mapping) {
    if (value instanceof StringValue text) {
      return StringValue.of(mapping.apply(text.text()));
    }
    if (value instanceof ArrayValue array) {
      ArrayValue mapped = ArrayValue.withCapacity(array.size());
      for (int i = 0; i < array.size(); i++) {
        mapped.add(mapped(array.at(i), mapping));
      }
      return mapped;
    }
    if (value instanceof SetValue set) {
      return mapped(set.toArray(), mapping);
    }
    if (value instanceof ObjectValue object) {
      ObjectValue mapped = new ObjectValue();
      for (int i = 0; i < object.size(); i++) {
        mapped.put(mapped(object.keyAt(i), mapping), mapped(object.valueAt(i), mapping));
      }
      return mapped;
    }
    return value;
  }
}
