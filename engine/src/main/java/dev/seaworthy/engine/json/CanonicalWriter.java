package dev.seaworthy.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes values in the one byte form of RFC 8785: keys sorted by UTF-16 code units, no white space,
 * the shortest escapes and numbers. Strict: what would not read back as the same value is refused.
 */
final class CanonicalWriter {
  private static final int MAX_DEPTH = StrictJson.MAX_DEPTH;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final ByteArrayOutputStream out;
  private int depth;

  CanonicalWriter(ByteArrayOutputStream out) {
    this.out = out;
  }

  void value(Object value) {
    if (value instanceof String text) {
      string(text);
    } else if (value instanceof CanonicalJson canonical) {
      canonical.appendTo(out);
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
    if (value instanceof Boolean || value == Nothing.NULL) {
      ascii(value.toString());
    } else if (value instanceof Integer || value instanceof Long) {
      ascii(CanonicalNumber.write(BigInteger.valueOf(((Number) value).longValue())));
    } else if (value instanceof BigInteger integer) {
      ascii(CanonicalNumber.write(integer));
    } else if (value instanceof Double number) {
      ascii(CanonicalNumber.write(number));
    } else {
      throw new IllegalArgumentException("no JSON form for a " + value.getClass().getSimpleName());
    }
  }

  private void node(JsonNode node) {
    if (node.isTextual()) {
      string(node.textValue());
    } else if (node.isObject()) {
      Map<String, JsonNode> fields = new TreeMap<>();
      node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
      object(fields);
    } else if (node.isArray()) {
      array(node);
    } else if (node.isNumber()) {
      number((NumericNode) node);
    } else if (node.isBoolean() || node.isNull()) {
      ascii(node.asText());
    } else {
      throw new IllegalArgumentException("no JSON form for a " + node.getNodeType());
    }
  }

  private void number(NumericNode node) {
    if (node.isIntegralNumber()) {
      ascii(
          CanonicalNumber.write(
              node instanceof BigIntegerNode
                  ? node.bigIntegerValue()
                  : BigInteger.valueOf(node.longValue())));
    } else {
      ascii(CanonicalNumber.write(node.doubleValue()));
    }
  }

  private void object(Map<?, ?> map) {
    enter();
    out.write('{');
    boolean first = true;
    // Java compares strings by UTF-16 code units, which is the order the RFC asks for.
    for (Map.Entry<?, ?> entry : new TreeMap<>(map).entrySet()) {
      if (!first) {
        out.write(',');
      }
      first = false;
      string((String) entry.getKey());
      out.write(':');
      value(entry.getValue());
    }
    out.write('}');
    depth--;
  }

  private void array(Iterable<?> items) {
    enter();
    out.write('[');
    boolean first = true;
    for (Object item : items) {
      if (!first) {
        out.write(',');
      }
      first = false;
      value(item);
    }
    out.write(']');
    depth--;
  }

  private void enter() {
    if (++depth > MAX_DEPTH) {
      throw new NotCanonicalException("nested deeper than %d levels".formatted(MAX_DEPTH));
    }
  }

  private void string(String text) {
    out.write('"');
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
        out.write(c);
      } else if (c < 0x80) {
        escape(c);
      } else {
        i += utf8(text, i);
      }
    }
    out.write('"');
  }

  private void escape(char c) {
    out.write('\\');
    switch (c) {
      case '"', '\\' -> out.write(c);
      case '\b' -> out.write('b');
      case '\t' -> out.write('t');
      case '\n' -> out.write('n');
      case '\f' -> out.write('f');
      case '\r' -> out.write('r');
      default -> {
        ascii("u00");
        out.write(HEX[c >> 4]);
        out.write(HEX[c & 0xf]);
      }
    }
  }

  /** Writes the code point at {@code i}; returns how many further chars it took. */
  private int utf8(String text, int i) {
    int point = text.codePointAt(i);
    if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
      throw new NotCanonicalException("a string holds half of a surrogate pair");
    }
    byte[] bytes = Character.toString(point).getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length);
    return Character.charCount(point) - 1;
  }

  private void ascii(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** JSON's null, so that Java's need not travel through value trees. */
  enum Nothing {
    NULL;

    @Override
    public String toString() {
      return "null";
    }
  }
}
