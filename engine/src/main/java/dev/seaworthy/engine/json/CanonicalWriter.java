package dev.seaworthy.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.math.BigInteger;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes value trees in the one byte form of RFC 8785: keys sorted by UTF-16 code units, no white
 * space, the shortest escapes and numbers. Strict: what would not read back as the same value is
 * refused.
 */
final class CanonicalWriter {
  private final CanonicalText out;

  CanonicalWriter(CanonicalText out) {
    this.out = out;
  }

  void value(Object value) {
    if (value instanceof String text) {
      out.string(text);
    } else if (value instanceof CanonicalJson canonical) {
      out.json(canonical);
    } else if (value instanceof Map<?, ?> map) {
      object(map);
    } else if (value instanceof Iterable<?> items && !(value instanceof JsonNode)) {
      array(items);
    } else if (value instanceof JsonNode node) {
      node(node);
    } else {
      scalar(value);
    }
  }

  private void scalar(Object value) {
    if (value instanceof Boolean bool) {
      out.bool(bool);
    } else if (value == Nothing.NULL) {
      out.nothing();
    } else if (value instanceof Integer || value instanceof Long) {
      out.integer(((Number) value).longValue());
    } else if (value instanceof BigInteger integer) {
      out.integer(integer);
    } else if (value instanceof Double number) {
      out.number(number);
    } else {
      throw new IllegalArgumentException("no JSON form for a " + value.getClass().getSimpleName());
    }
  }

  private void node(JsonNode node) {
    if (node.isTextual()) {
      out.string(node.textValue());
    } else if (node.isObject()) {
      Map<String, JsonNode> fields = new TreeMap<>();
      node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
      object(fields);
    } else if (node.isArray()) {
      array(node);
    } else if (node.isNumber()) {
      number((NumericNode) node);
    } else if (node.isBoolean()) {
      out.bool(node.booleanValue());
    } else if (node.isNull()) {
      out.nothing();
    } else {
      throw new IllegalArgumentException("no JSON form for a " + node.getNodeType());
    }
  }

  private void number(NumericNode node) {
    if (node instanceof BigIntegerNode) {
      out.integer(node.bigIntegerValue());
    } else if (node.isIntegralNumber()) {
      out.integer(node.longValue());
    } else {
      out.number(node.doubleValue());
    }
  }

  private void object(Map<?, ?> map) {
    out.beginObject();
    // Java compares strings by UTF-16 code units, which is the order the RFC asks for.
    for (Map.Entry<?, ?> entry : inOrder(map).entrySet()) {
      out.name((String) entry.getKey());
      value(entry.getValue());
    }
    out.endObject();
  }

  private static Map<?, ?> inOrder(Map<?, ?> map) {
    boolean isSorted = map instanceof SortedMap<?, ?> sorted && sorted.comparator() == null;
    return isSorted ? map : new TreeMap<>(map);
  }

  private void array(Iterable<?> items) {
    out.beginArray();
    for (Object item : items) {
      out.element();
      value(item);
    }
    out.endArray();
  }
}
