package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.text.Base64Text;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds an object field by field, the way Go's {@code encoding/json} writes a structure. */
final class Fields {
  private final ObjectValue object = new ObjectValue();

  Fields put(String name, Value value) {
    object.put(StringValue.of(name), value);
    return this;
  }

  Fields put(String name, String text) {
    return put(name, StringValue.of(text));
  }

  Fields put(String name, long number) {
    return put(name, NumberValue.of(number));
  }

  Fields put(String name, BigInteger number) {
    return put(name, NumberValue.of(number));
  }

  Fields put(String name, boolean value) {
    return put(name, BooleanValue.of(value));
  }

  /** Bytes become Base64; none become null. */
  Fields put(String name, byte @Nullable [] bytes) {
    return put(name, bytes == null ? NullValue.NULL : StringValue.of(Base64Text.encode(bytes)));
  }

  Fields none(String... names) {
    for (String name : names) {
      put(name, NullValue.NULL);
    }
    return this;
  }

  /** An empty list becomes null, for Go's lists begin as nil. */
  <T> Fields list(String name, List<T> list, Function<T, Value> value) {
    return put(
        name, list.isEmpty() ? NullValue.NULL : ArrayValue.of(list.stream().map(value).toList()));
  }

  Fields texts(String name, List<String> list) {
    return list(name, list, StringValue::of);
  }

  ObjectValue done() {
    return object.sort();
  }
}
