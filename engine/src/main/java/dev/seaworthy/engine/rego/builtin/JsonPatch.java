package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** JSON Patch (RFC 6902), with OPA's liberties: sets, keys of any type, paths as arrays. */
final class JsonPatch {
  private final Budget budget;
  private @Nullable Value document;

  private JsonPatch(Budget budget, Value document) {
    this.budget = budget;
    this.document = document;
  }

  static @Nullable Value patch(Budget budget, Value target, Value operations) {
    ArrayValue list = Operands.array(operations, 2);
    JsonPatch patch = new JsonPatch(budget, target);
    for (int i = 0; i < list.size(); i++) {
      if (!(list.at(i) instanceof ObjectValue operation)) {
        throw Operands.failed(
            "must be an array of JSON-Patch objects, but at least one element is not an object");
      }
      patch.apply(operation);
    }
    return patch.document;
  }

  private void apply(ObjectValue operation) {
    budget.step();
    Value at = required(operation, "path");
    Value op = required(operation, "op");
    if (!(op instanceof StringValue name)) {
      throw Operands.failed("attribute 'op' must be a string but found: " + op.typeName());
    }
    ArrayValue path = JsonPaths.path(budget, at);
    switch (name.text()) {
      case "add" -> insert(path, required(operation, "value"));
      case "remove" -> delete(path);
      case "replace" -> {
        delete(path);
        insert(path, required(operation, "value"));
      }
      case "move" -> {
        ArrayValue from = JsonPaths.path(budget, required(operation, "from"));
        Value moved = get(from);
        delete(from);
        insert(path, moved);
      }
      case "copy" -> insert(path, get(JsonPaths.path(budget, required(operation, "from"))));
      case "test" -> test(get(path), required(operation, "value"));
      default -> throw Operands.failed("unrecognized op: '" + name.text() + "'");
    }
  }

  private static Value required(ObjectValue operation, String attribute) {
    Value value = operation.get(attribute);
    if (value == null) {
      throw Operands.failed("missing required attribute '" + attribute + "'");
    }
    return value;
  }

  private static void test(Value found, Value wanted) {
    if (!found.equals(wanted)) {
      throw Operands.failed(
          "value from EditTree != patch value. Expected: %s Found: %s".formatted(wanted, found));
    }
  }

  private Value get(ArrayValue path) {
    Value current = root();
    for (int i = 0; i < path.size(); i++) {
      budget.step();
      current = JsonContainers.child(current, path.at(i));
    }
    return current;
  }

  private Value root() {
    if (document == null) {
      throw Operands.failed("deleted node encountered during insert operation");
    }
    return document;
  }

  private void insert(ArrayValue path, Value value) {
    document = path.size() == 0 ? value : inserted(root(), path, 0, value);
  }

  private Value inserted(Value container, ArrayValue path, int depth, Value value) {
    Value key = path.at(depth);
    if (depth == path.size() - 1) {
      return JsonContainers.inserted(budget, container, key, value);
    }
    Value child = JsonContainers.child(container, key);
    Value changed = inserted(child, path, depth + 1, value);
    return JsonContainers.replaced(budget, container, key, child, changed);
  }

  private void delete(ArrayValue path) {
    document = path.size() == 0 ? gone(root()) : deleted(root(), path, 0);
  }

  private static @Nullable Value gone(Value ignored) {
    return null;
  }

  private Value deleted(Value container, ArrayValue path, int depth) {
    Value key = path.at(depth);
    if (depth == path.size() - 1) {
      return JsonContainers.deleted(budget, container, key);
    }
    Value child = JsonContainers.child(container, key);
    Value changed = deleted(child, path, depth + 1);
    return JsonContainers.replaced(budget, container, key, child, changed);
  }
}
