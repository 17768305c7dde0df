package dev.seaworthy.engine.rego.builtin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.Value;
import dev.seaworthy.engine.rego.value.ValueReader;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Calls builtins with arguments in JSON, in which {@code {"set": [1]}} stands for a set. */
final class Call {
  private Call() {}

  /** The text of the result; or {@code undefined}, or {@code type error: } and the complaint. */
  static String of(String name, String arguments) {
    try {
      Value result = with(Limits.DEFAULT, name, arguments(arguments));
      return result == null ? "undefined" : result.toString();
    } catch (RegoException e) {
      return e.kind().name().toLowerCase(Locale.ROOT) + " error: " + e.getMessage();
    }
  }

  static @Nullable Value with(Limits limits, String name, Value... arguments) {
    return Builtins.find(name).orElseThrow().call(new Budget(limits), arguments);
  }

  static Value[] arguments(String json) {
    ArrayValue read = (ArrayValue) withSets(new ValueReader().read(json.getBytes(UTF_8)));
    Value[] arguments = new Value[read.size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = read.at(i);
    }
    return arguments;
  }

  private static Value withSets(Value value) {
    if (value instanceof ArrayValue array) {
      ArrayValue copy = ArrayValue.withCapacity(array.size());
      for (int i = 0; i < array.size(); i++) {
        copy.add(withSets(array.at(i)));
      }
      return copy;
    }
    if (!(value instanceof ObjectValue object)) {
      return value;
    }
    if (object.size() == 1 && object.get("set") instanceof ArrayValue members) {
      SetValue set = new SetValue();
      for (int i = 0; i < members.size(); i++) {
        set.add(withSets(members.at(i)));
      }
      return set.sort();
    }
    ObjectValue copy = new ObjectValue();
    for (int i = 0; i < object.size(); i++) {
      copy.put(object.keyAt(i), withSets(object.valueAt(i)));
    }
    return copy;
  }
}
