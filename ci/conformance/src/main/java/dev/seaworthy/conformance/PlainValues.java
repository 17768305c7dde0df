package dev.seaworthy.conformance;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Values as they look in JSON. */
final class PlainValues {
  private static final Pattern LONE = Pattern.compile("(?<![\\ud800-\\udbff])[\\udc80-\\udcff]");

  private PlainValues() {}

  /** Replaces bytes that are no UTF-8, which are kept as lone surrogates, as Go does in JSON. */
  static Value readable(Value value) {
    if (value instanceof StringValue string) {
      return StringValue.of(LONE.matcher(string.text()).replaceAll("\ufffd"));
    }
    if (value instanceof ArrayValue array) {
      return ArrayValue.of(readable(array));
    }
    if (value instanceof SetValue set) {
      return SetValue.of(readable(set.toArray())).sort();
    }
    return value instanceof ObjectValue object ? readable(object) : value;
  }

  private static List<Value> readable(ArrayValue array) {
    List<Value> elements = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      elements.add(readable(array.at(i)));
    }
    return elements;
  }

  private static Value readable(ObjectValue object) {
    ObjectValue readable = new ObjectValue();
    for (int i = 0; i < object.size(); i++) {
      readable.put(readable(object.keyAt(i)), readable(object.valueAt(i)));
    }
    return readable.sort();
  }

  /** Turns sets into sorted arrays, and keys that are no strings into their text. */
  static Value of(Value value) {
    if (value instanceof SetValue set) {
      return of(set.toArray());
    }
    if (value instanceof ArrayValue array) {
      List<Value> elements = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        elements.add(of(array.at(i)));
      }
      return ArrayValue.of(elements);
    }
    return value instanceof ObjectValue object ? of(object) : value;
  }

  private static Value of(ObjectValue object) {
    ObjectValue plain = new ObjectValue();
    for (int i = 0; i < object.size(); i++) {
      Value key = object.keyAt(i);
      plain.put(
          key instanceof StringValue ? key : StringValue.of(text(of(key))), of(object.valueAt(i)));
    }
    return plain.sort();
  }

  /** JSON without blanks, which is how OPA writes a key. */
  private static String text(Value key) {
    return TypedJson.compact(key.toString());
  }

  /** Sorts the arrays that are bound to names. */
  static Value withSortedArrays(Value binding) {
    ObjectValue sorted = new ObjectValue();
    ObjectValue object = (ObjectValue) binding;
    for (int i = 0; i < object.size(); i++) {
      Value value = object.valueAt(i);
      sorted.put(object.keyAt(i), value instanceof ArrayValue array ? sorted(array) : value);
    }
    return sorted.sort();
  }

  private static Value sorted(ArrayValue array) {
    List<Value> elements = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      elements.add(array.at(i));
    }
    elements.sort(null);
    return ArrayValue.of(elements);
  }
}
