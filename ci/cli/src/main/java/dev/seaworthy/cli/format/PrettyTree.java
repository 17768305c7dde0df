package dev.seaworthy.cli.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@link PrettyJson} of a value tree that {@link CanonicalJson#of} takes, without the canonical
 * form of the whole: a verdict may have hundreds of MB.
 */
final class PrettyTree {
  private final Appendable out;

  PrettyTree(Appendable out) {
    this.out = out;
  }

  void value(Object value, String lineStart) throws IOException {
    if (value instanceof Map<?, ?> map) {
      object(map, lineStart);
    } else if (value instanceof Iterable<?> items && !(value instanceof JsonNode)) {
      array(items, lineStart);
    } else if (value instanceof String text && PrettyJson.isPlain(text)) {
      out.append('"').append(text).append('"');
    } else if (value instanceof Integer number) {
      out.append(number.toString());
    } else {
      PrettyJson.append(CanonicalJson.of(value), lineStart, out);
    }
  }

  private void object(Map<?, ?> map, String lineStart) throws IOException {
    String inner = lineStart + "  ";
    boolean first = true;
    out.append('{');
    for (Map.Entry<?, ?> entry : new TreeMap<>(map).entrySet()) {
      out.append(first ? "" : ",").append(inner);
      value(entry.getKey(), inner);
      out.append(": ");
      value(entry.getValue(), inner);
      first = false;
    }
    out.append(first ? "" : lineStart).append('}');
  }

  private void array(Iterable<?> items, String lineStart) throws IOException {
    String inner = lineStart + "  ";
    boolean first = true;
    out.append('[');
    for (Object item : items) {
      out.append(first ? "" : ",").append(inner);
      value(item, inner);
      first = false;
    }
    out.append(first ? "" : lineStart).append(']');
  }
}
