package dev.seaworthy.engine.rego.text;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes values as {@code json.Marshal} of Go does: compact, keys in order, numbers as they were
 * written, and what HTML could mistake escaped. Sets become arrays; other keys than text, text.
 */
public final class GoJsonWriter {
  private static final String DIGITS = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder();

  private GoJsonWriter() {}

  public static String write(Value value) {
    GoJsonWriter writer = new GoJsonWriter();
    writer.append(value);
    return writer.out.toString();
  }

  private void append(Value value) {
    if (value instanceof StringValue text) {
      text(text.text());
    } else if (value instanceof NumberValue number) {
      out.append(number.literal());
    } else if (value instanceof BooleanValue bool) {
      out.append(bool.value());
    } else if (value instanceof ArrayValue array) {
      array(array);
    } else if (value instanceof SetValue set) {
      array(set.toArray());
    } else if (value instanceof ObjectValue object) {
      object(object);
    } else {
      out.append("null");
    }
  }

  private void array(ArrayValue array) {
    out.append('[');
    for (int i = 0; i < array.size(); i++) {
      out.append(i == 0 ? "" : ",");
      append(array.at(i));
    }
    out.append(']');
  }

  private void object(ObjectValue object) {
    Map<String, Value> byName = new TreeMap<>(StringValue::compare);
    for (int i = 0; i < object.size(); i++) {
      Value key = object.keyAt(i);
      byName.put(key instanceof StringValue text ? text.text() : write(key), object.valueAt(i));
    }
    out.append('{');
    boolean isFirst = true;
    for (Map.Entry<String, Value> entry : byName.entrySet()) {
      out.append(isFirst ? "" : ",");
      isFirst = false;
      text(entry.getKey());
      out.append(':');
      append(entry.getValue());
    }
    out.append('}');
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '<', '>', '&' -> escape(c);
        default -> {
          if (c < ' ' || c == '\u2028' || c == '\u2029') {
            escape(c);
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private void escape(char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(DIGITS.charAt(c >> shift & 15));
    }
  }
}
