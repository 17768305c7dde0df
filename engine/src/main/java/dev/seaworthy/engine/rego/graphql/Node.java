package dev.seaworthy.engine.rego.graphql;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object of the tree under construction; what is empty stays out of it. */
final class Node {
  private final ObjectValue object = new ObjectValue();

  Node put(String name, String text) {
    object.put(StringValue.of(name), StringValue.of(text));
    return this;
  }

  Node put(String name, boolean value) {
    object.put(StringValue.of(name), BooleanValue.of(value));
    return this;
  }

  Node put(String name, long number) {
    object.put(StringValue.of(name), NumberValue.of(number));
    return this;
  }

  Node put(String name, @Nullable Value value) {
    if (value != null) {
      object.put(StringValue.of(name), value);
    }
    return this;
  }

  Node list(String name, List<? extends Value> values) {
    return put(name, values.isEmpty() ? null : ArrayValue.of(values));
  }

  Node texts(String name, List<String> texts) {
    return list(name, texts.stream().map(StringValue::of).toList());
  }

  /** Comments that stand before something. */
  Node comments(String name, List<String> comments) {
    List<ObjectValue> list =
        comments.stream().map(comment -> new Node().put("Value", comment).done()).toList();
    return put(name, list.isEmpty() ? null : new Node().list("List", list).done());
  }

  ObjectValue done() {
    return object.sort();
  }
}
