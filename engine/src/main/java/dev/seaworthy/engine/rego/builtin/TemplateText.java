package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A template's values as Go's {@code fmt} prints them. */
final class TemplateText {
  private TemplateText() {}

  /**
   * @param isWhole whether the value stands alone, and not within another
   */
  static String of(@Nullable Object value, boolean isWhole) {
    if (value == null || value instanceof NullValue) {
      return isWhole ? "<no value>" : "<nil>";
    }
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Object value, StringBuilder out) {
    if (value instanceof NullValue) {
      out.append("<nil>");
    } else if (value instanceof NumberValue number) {
      out.append(number.literal());
    } else if (value instanceof Double real) {
      out.append(GoFloats.general(real));
    } else if (value instanceof ArrayValue array) {
      out.append('[');
      for (int i = 0; i < array.size(); i++) {
        out.append(i == 0 ? "" : " ");
        write(TemplateFunctions.plain(array.at(i)), out);
      }
      out.append(']');
    } else if (value instanceof ObjectValue object) {
      object(object, out);
    } else {
      out.append(value);
    }
  }

  private static void object(ObjectValue object, StringBuilder out) {
    Map<String, Object> sorted = new TreeMap<>(StringValue::compare);
    for (int i = 0; i < object.size(); i++) {
      String key = of(TemplateFunctions.plain(object.keyAt(i)), false);
      sorted.put(key, TemplateFunctions.plain(object.valueAt(i)));
    }
    out.append("map[");
    String separator = "";
    for (Map.Entry<String, Object> entry : sorted.entrySet()) {
      out.append(separator).append(entry.getKey()).append(':');
      write(entry.getValue(), out);
      separator = " ";
    }
    out.append(']');
  }

  /** Go's name for the value's type. */
  static String type(@Nullable Object value) {
    if (value instanceof String) {
      return "string";
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    if (value instanceof Long) {
      return "int";
    }
    if (value instanceof Double) {
      return "float64";
    }
    if (value instanceof NumberValue) {
      return "json.Number";
    }
    if (value instanceof ArrayValue) {
      return "[]interface {}";
    }
    return value instanceof ObjectValue ? "map[string]interface {}" : "<nil>";
  }
}
