package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a value by their paths: {@code a/b/0}, or an array of segments. Several paths become a
 * tree of objects that ends in nulls, which stand for "all that is here".
 */
final class JsonPaths {
  private static final int BYTES_PER_PART = 32;

  private JsonPaths() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "json.filter" ->
          (Builtin.Two) (budget, a, b) -> filter(budget, Operands.object(a, 1), tree(budget, b));
      case "json.remove" -> (Builtin.Two) JsonPaths::remove;
      case "json.patch" -> (Builtin.Two) JsonPatch::patch;
      default -> null;
    };
  }

  private static ObjectValue tree(Budget budget, Value operand) {
    if (!(operand instanceof ArrayValue) && !(operand instanceof SetValue)) {
      throw Operands.type(2, operand, "set", "array");
    }
    ArrayValue paths = Operands.arrayOrSet(operand, 2);
    ObjectValue root = new ObjectValue();
    for (int i = 0; i < paths.size(); i++) {
      plant(budget, root, path(budget, paths.at(i)));
    }
    return root;
  }

  private static void plant(Budget budget, ObjectValue root, ArrayValue path) {
    ObjectValue node = root;
    for (int i = 0; i < path.size() - 1; i++) {
      budget.step();
      budget.allocate(2 * BYTES_PER_PART);
      Value child = node.get(path.at(i));
      if (child == null) {
        child = new ObjectValue();
        node.put(path.at(i), child);
      }
      if (!(child instanceof ObjectValue next)) {
        return;
      }
      node = next;
    }
    if (path.size() > 0) {
      node.put(path.at(path.size() - 1), NullValue.NULL);
    }
  }

  /** The segments of one path. */
  static ArrayValue path(Budget budget, Value path) {
    if (path instanceof ArrayValue segments) {
      return segments;
    }
    if (!(path instanceof StringValue string)) {
      throw Operands.error(
          2,
          "must be one of {set, array} containing string paths or array of path segments but got "
              + path.typeName());
    }
    String text = string.text();
    ArrayValue segments = ArrayValue.withCapacity(4);
    if (text.isEmpty()) {
      return segments;
    }
    int from = 0;
    while (from < text.length() && text.charAt(from) == '/') {
      from++;
    }
    for (int slash = text.indexOf('/', from); slash >= 0; slash = text.indexOf('/', from)) {
      budget.allocate(BYTES_PER_PART + slash - from);
      segments.add(segment(text.substring(from, slash)));
      from = slash + 1;
    }
    segments.add(segment(text.substring(from)));
    return segments;
  }

  private static Value segment(String escaped) {
    return StringValue.of(escaped.replace("~1", "/").replace("~0", "~"));
  }

  /** What the tree names, within its containers. */
  static Value filter(Budget budget, Value value, Value tree) {
    budget.step();
    budget.allocate(BYTES_PER_PART);
    if (!(tree instanceof ObjectValue node)) {
      return value;
    }
    if (value instanceof ArrayValue array) {
      ArrayValue kept = ArrayValue.withCapacity(0);
      for (int i = 0; i < array.size(); i++) {
        budget.step();
        Value below = node.get(index(i));
        if (below != null) {
          kept.add(filter(budget, array.at(i), below));
        }
      }
      return kept;
    }
    if (value instanceof SetValue set) {
      SetValue kept = new SetValue();
      for (int i = 0; i < set.size(); i++) {
        budget.step();
        Value below = node.get(set.at(i));
        if (below != null) {
          kept.add(filter(budget, set.at(i), below));
        }
      }
      return kept.sort();
    }
    return value instanceof ObjectValue object ? filterObject(budget, object, node) : value;
  }

  private static Value filterObject(Budget budget, ObjectValue object, ObjectValue node) {
    ObjectValue kept = new ObjectValue();
    ObjectValue smaller = object.size() < node.size() ? object : node;
    for (int i = 0; i < smaller.size(); i++) {
      budget.step();
      Value value = object.get(smaller.keyAt(i));
      Value below = node.get(smaller.keyAt(i));
      if (value != null && below != null) {
        kept.put(smaller.keyAt(i), filter(budget, value, below));
      }
    }
    return kept.sort();
  }

  private static Value index(int position) {
    return StringValue.of(Integer.toString(position));
  }

  private static @Nullable Value remove(Budget budget, Value a, Value b) {
    return without(budget, Operands.object(a, 1), tree(budget, b));
  }

  /** The value without what the tree names; null when that is all of it. */
  private static @Nullable Value without(Budget budget, Value value, @Nullable Value tree) {
    budget.step();
    if (tree instanceof NullValue) {
      return null;
    }
    if (!(tree instanceof ObjectValue node)) {
      return value;
    }
    budget.allocate(BYTES_PER_PART);
    if (value instanceof ObjectValue object) {
      return withoutKeys(budget, object, node);
    }
    if (value instanceof ArrayValue array) {
      ArrayValue rest = ArrayValue.withCapacity(array.size());
      for (int i = 0; i < array.size(); i++) {
        Value kept = without(budget, array.at(i), node.get(index(i)));
        if (kept != null) {
          rest.add(kept);
        }
      }
      return rest;
    }
    return value instanceof SetValue set ? withoutMembers(budget, set, node) : value;
  }

  private static Value withoutKeys(Budget budget, ObjectValue object, ObjectValue node) {
    ObjectValue rest = new ObjectValue();
    for (int i = 0; i < object.size(); i++) {
      Value kept = without(budget, object.valueAt(i), node.get(object.keyAt(i)));
      if (kept != null) {
        budget.allocate(BYTES_PER_PART);
        rest.put(object.keyAt(i), kept);
      }
    }
    return rest.sort();
  }

  private static Value withoutMembers(Budget budget, SetValue set, ObjectValue node) {
    SetValue rest = new SetValue();
    for (int i = 0; i < set.size(); i++) {
      Value kept = without(budget, set.at(i), node.get(set.at(i)));
      if (kept != null) {
        budget.allocate(BYTES_PER_PART);
        rest.add(kept);
      }
    }
    return rest.sort();
  }
}
