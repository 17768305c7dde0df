package dev.seaworthy.engine.rego.schema;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keywords of one schema. */
final class SchemaFields {
  private final ObjectValue object;

  SchemaFields(ObjectValue object) {
    this.object = object;
  }

  @Nullable Value get(String key) {
    return object.get(key);
  }

  @Nullable String text(String key) {
    Value value = object.get(key);
    if (value == null) {
      return null;
    }
    if (!(value instanceof StringValue text)) {
      throw Complaint.invalidType("string", key);
    }
    return text.text();
  }

  /** The elements of an array, or none. */
  ArrayValue array(String key) {
    Value value = object.get(key);
    if (value == null) {
      return ArrayValue.EMPTY;
    }
    if (!(value instanceof ArrayValue array)) {
      throw Complaint.mustBeAn(key, "array");
    }
    return array;
  }

  static List<String> texts(ArrayValue array, RegoException otherwise) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      if (!(array.at(i) instanceof StringValue text)) {
        throw otherwise;
      }
      texts.add(text.text());
    }
    return texts;
  }

  @Nullable BigDecimal number(String key, RegoException otherwise) {
    Value value = object.get(key);
    if (value == null) {
      return null;
    }
    if (!(value instanceof NumberValue number)) {
      throw otherwise;
    }
    return number.decimal();
  }

  /** A count: an integer that is not negative. */
  @Nullable Long count(String key) {
    Value value = object.get(key);
    if (value == null) {
      return null;
    }
    if (!(value instanceof NumberValue number) || !number.isInteger()) {
      throw Complaint.mustBeAn(key, "integer");
    }
    if (number.longValue() < 0) {
      throw Complaint.mustNotBeNegative(key);
    }
    return number.longValue();
  }
}
