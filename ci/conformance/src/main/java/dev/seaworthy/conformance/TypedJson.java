package dev.seaworthy.conformance;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import dev.seaworthy.engine.rego.value.ValueReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the oracle's notation of values: JSON, with {@code {"$set": [members]}} and {@code
 * {"$object": [[key, value], …]}} for what JSON cannot say.
 */
final class TypedJson {
  private static final StreamReadConstraints CONSTRAINTS =
      StreamReadConstraints.builder()
          .maxNestingDepth(10_000)
          .maxNumberLength(100_000)
          .maxStringLength(Integer.MAX_VALUE)
          .build();

  /** Keeps numbers as they are written. */
  static final JsonMapper MAPPER = mapper();

  private TypedJson() {}

  private static JsonMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    mapper.getFactory().setStreamReadConstraints(CONSTRAINTS);
    return mapper;
  }

  /** Reads plain JSON, and keeps how numbers are written. */
  static Value asWritten(String json) {
    return new ValueReader().read(json.getBytes(StandardCharsets.UTF_8));
  }

  /** JSON text without blanks. */
  static String compact(String json) {
    try {
      return MAPPER.writeValueAsString(MAPPER.readTree(json));
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON: " + json, e);
    }
  }

  static Value read(JsonNode node) {
    return switch (node.getNodeType()) {
      case NULL -> NullValue.NULL;
      case BOOLEAN -> BooleanValue.of(node.booleanValue());
      case NUMBER -> number(node);
      case STRING -> StringValue.of(node.textValue());
      case ARRAY -> ArrayValue.of(list(node));
      case OBJECT -> object(node);
      case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not JSON: " + node);
    };
  }

  private static Value number(JsonNode node) {
    NumberValue number = NumberValue.parse(node.asText());
    if (number == null) {
      throw new IllegalArgumentException("a number is too large");
    }
    return number;
  }

  private static List<Value> list(JsonNode array) {
    List<Value> list = new ArrayList<>(array.size());
    for (JsonNode element : array) {
      list.add(read(element));
    }
    return list;
  }

  private static Value object(JsonNode node) {
    JsonNode members = node.get("$set");
    if (members != null) {
      return SetValue.of(list(members)).sort();
    }
    ObjectValue object = new ObjectValue();
    JsonNode pairs = node.get("$object");
    if (pairs != null) {
      for (JsonNode pair : pairs) {
        object.put(read(pair.get(0)), read(pair.get(1)));
      }
    } else {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        object.put(StringValue.of(field.getKey()), read(field.getValue()));
      }
    }
    return object.sort();
  }
}
