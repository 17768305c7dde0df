package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** Objects, and parts of them. */
final class ObjectBuiltins {
  private static final int BYTES_PER_KEY = 24;

  private ObjectBuiltins() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "object.get" -> (Builtin.Three) ObjectBuiltins::get;
      case "object.keys" -> (Builtin.One) ObjectBuiltins::keys;
      case "object.filter" -> (Builtin.Two) ObjectBuiltins::filter;
      case "object.remove" -> (Builtin.Two) ObjectBuiltins::remove;
      case "object.subset" -> (Builtin.Two) Subsets::subset;
      case "object.union" -> (Builtin.Two) ObjectUnion::union;
      case "object.union_n" -> (Builtin.One) ObjectUnion::unionOfAll;
      default -> null;
    };
  }

  private static Value get(Budget budget, Value a, Value key, Value otherwise) {
    ObjectValue object = Operands.object(a, 1);
    Value found = key instanceof ArrayValue path ? at(object, path) : object.get(key);
    return found == null ? otherwise : found;
  }

  private static @Nullable Value at(ObjectValue object, ArrayValue path) {
    Value current = object;
    for (int i = 0; i < path.size() && current != null; i++) {
      current = current.get(path.at(i));
    }
    return current;
  }

  private static Value keys(Budget budget, Value a) {
    return keysOf(budget, Operands.object(a, 1));
  }

  private static SetValue keysOf(Budget budget, ObjectValue object) {
    SetValue keys = new SetValue();
    budget.allocate((long) object.size() * BYTES_PER_KEY);
    for (int i = 0; i < object.size(); i++) {
      budget.step();
      keys.add(object.keyAt(i));
    }
    return keys.sort();
  }

  private static Value filter(Budget budget, Value a, Value b) {
    ObjectValue object = Operands.object(a, 1);
    SetValue keys = wanted(budget, b);
    ObjectValue shape = new ObjectValue();
    budget.allocate((long) keys.size() * BYTES_PER_KEY);
    for (int i = 0; i < keys.size(); i++) {
      budget.step();
      shape.put(keys.at(i), NullValue.NULL);
    }
    return JsonPaths.filter(budget, object, shape);
  }

  private static Value remove(Budget budget, Value a, Value b) {
    ObjectValue object = Operands.object(a, 1);
    SetValue keys = wanted(budget, b);
    ObjectValue rest = new ObjectValue();
    for (int i = 0; i < object.size(); i++) {
      budget.step();
      if (!keys.contains(object.keyAt(i))) {
        budget.allocate(BYTES_PER_KEY);
        rest.put(object.keyAt(i), object.valueAt(i));
      }
    }
    return rest.sort();
  }

  private static SetValue wanted(Budget budget, Value keys) {
    if (keys instanceof SetValue set) {
      return set;
    }
    if (keys instanceof ObjectValue object) {
      return keysOf(budget, object);
    }
    if (keys instanceof ArrayValue array) {
      SetValue set = new SetValue();
      budget.allocate((long) array.size() * BYTES_PER_KEY);
      for (int i = 0; i < array.size(); i++) {
        budget.step();
        set.add(array.at(i));
      }
      return set;
    }
    throw Operands.type(2, keys, "object", "set", "array");
  }
}
