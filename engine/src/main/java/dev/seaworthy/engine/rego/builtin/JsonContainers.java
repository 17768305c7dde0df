package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;

/** Single changes to arrays, objects and sets, as JSON Patch makes them; each gives a new value. */
final class JsonContainers {
  private static final int BYTES_PER_MEMBER = 24;

  private JsonContainers() {}

  /** What is under a key, or the complaint that nothing is. */
  static Value child(Value container, Value key) {
    if (container instanceof ArrayValue array) {
      int index = index(array, key);
      if (index >= 0 && index < array.size()) {
        return array.at(index);
      }
      throw Operands.failed("path %d does not exist in array term %s".formatted(index, array));
    }
    requireContainer(container, " for path " + key);
    Value child = container.get(key);
    if (child == null) {
      throw Operands.failed(
          "path %s does not exist in %s term %s".formatted(key, container.typeName(), container));
    }
    return child;
  }

  private static void requireContainer(Value container, String where) {
    if (!(container instanceof ObjectValue) && !(container instanceof SetValue)) {
      String type = container.typeName();
      throw Operands.failed(
          "expected composite type%s, found value: %s (type: ast.%s)"
              .formatted(
                  where, container, Character.toUpperCase(type.charAt(0)) + type.substring(1)));
    }
  }

  static Value inserted(Budget budget, Value container, Value key, Value value) {
    if (container instanceof ArrayValue array) {
      int index = index(array, key);
      if (index < 0 || index > array.size()) {
        throw Operands.failed("index for array insertion out of bounds");
      }
      return spliced(budget, array, index, index, value);
    }
    requireContainer(container, "");
    if (container instanceof ObjectValue object) {
      return with(budget, object, key, value);
    }
    if (!key.equals(value)) {
      throw Operands.failed(
          "set key %s does not equal value to be inserted %s".formatted(key, value));
    }
    return exchanged(budget, (SetValue) container, key, value);
  }

  /** The container with its child changed. */
  static Value replaced(Budget budget, Value container, Value key, Value child, Value changed) {
    if (container instanceof ArrayValue array) {
      int index = index(array, key);
      return spliced(budget, array, index, index + 1, changed);
    }
    return container instanceof ObjectValue object
        ? with(budget, object, key, changed)
        : exchanged(budget, (SetValue) container, child, changed);
  }

  static Value deleted(Budget budget, Value container, Value key) {
    if (container instanceof ArrayValue array) {
      int index = index(array, key);
      if (index < 0 || index >= array.size()) {
        throw Operands.failed("index for array delete out of bounds");
      }
      return spliced(budget, array, index, index + 1);
    }
    requireContainer(container, "");
    Value child = container.get(key);
    if (child == null) {
      throw Operands.failed("cannot delete child key %s that does not exist".formatted(key));
    }
    if (container instanceof SetValue set) {
      return exchanged(budget, set, key);
    }
    ObjectValue object = (ObjectValue) container;
    pay(budget, object.size());
    ObjectValue rest = new ObjectValue();
    for (int i = 0; i < object.size(); i++) {
      if (!object.keyAt(i).equals(key)) {
        rest.put(object.keyAt(i), object.valueAt(i));
      }
    }
    return rest.sort();
  }

  private static void pay(Budget budget, int members) {
    budget.steps(members + 1L);
    budget.allocate((members + 1L) * BYTES_PER_MEMBER);
  }

  private static Value with(Budget budget, ObjectValue object, Value key, Value value) {
    pay(budget, object.size());
    ObjectValue copy = object.copy();
    copy.put(key, value);
    return copy.sort();
  }

  private static Value exchanged(Budget budget, SetValue set, Value member, Value... others) {
    pay(budget, set.size());
    SetValue copy = new SetValue();
    for (int i = 0; i < set.size(); i++) {
      if (!set.at(i).equals(member)) {
        copy.add(set.at(i));
      }
    }
    for (Value other : others) {
      copy.add(other);
    }
    return copy.sort();
  }

  private static Value spliced(
      Budget budget, ArrayValue array, int from, int to, Value... between) {
    pay(budget, array.size());
    ArrayValue copy = ArrayValue.withCapacity(array.size() + 1);
    for (int i = 0; i < from; i++) {
      copy.add(array.at(i));
    }
    for (Value each : between) {
      copy.add(each);
    }
    for (int i = to; i < array.size(); i++) {
      copy.add(array.at(i));
    }
    return copy;
  }

  /** The position that a segment of a path means; {@code -} is the one after the last. */
  private static int index(ArrayValue array, Value key) {
    if (key instanceof NumberValue number) {
      return bounded(number, Operands.failed("invalid number type for indexing"));
    }
    if (!(key instanceof StringValue string)) {
      throw Operands.failed("invalid type for indexing");
    }
    String text = string.text();
    if (text.equals("-")) {
      return array.size();
    }
    RegoException malformed = Operands.failed("invalid string for indexing");
    NumberValue number = NumberValue.parse(text);
    if (number == null) {
      throw malformed;
    }
    int index = bounded(number, malformed);
    if (!text.equals("0") && text.startsWith("0")) {
      throw Operands.failed("leading zeros are not allowed in JSON paths");
    }
    return index;
  }

  private static int bounded(NumberValue number, RegoException otherwise) {
    if (!number.isInteger()) {
      throw otherwise;
    }
    return (int) Math.max(-1, Math.min(number.longValue(), Integer.MAX_VALUE));
  }
}
