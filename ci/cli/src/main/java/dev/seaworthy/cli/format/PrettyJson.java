package dev.seaworthy.cli.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.json.CanonicalJson;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;

/**
 * JSON for people: indented, keys in canonical order, and every character escaped that a terminal
 * could act on or a reader be misled by. It reads back as the same value.
 */
public final class PrettyJson {
  private final Appendable out;

  private PrettyJson(Appendable out) {
    this.out = out;
  }

  /** Writes {@code json} and a line end. */
  public static void write(CanonicalJson json, Appendable out) throws IOException {
    new PrettyJson(out).value(json.node(), "\n");
    out.append('\n');
  }

  private void value(JsonNode node, String lineStart) throws IOException {
    if (node.isObject() && !node.isEmpty()) {
      object(node, lineStart);
    } else if (node.isArray() && !node.isEmpty()) {
      array(node, lineStart);
    } else if (node.isTextual()) {
      string(node.textValue());
    } else {
      out.append(CanonicalJson.of(node).toString());
    }
  }

  private void object(JsonNode node, String lineStart) throws IOException {
    String inner = lineStart + "  ";
    out.append('{');
    Iterator<Map.Entry<String, JsonNode>> fields = node.properties().iterator();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      out.append(inner);
      string(field.getKey());
      out.append(": ");
      value(field.getValue(), inner);
      out.append(fields.hasNext() ? "," : "");
    }
    out.append(lineStart).append('}');
  }

  private void array(JsonNode node, String lineStart) throws IOException {
    String inner = lineStart + "  ";
    out.append('[');
    for (int i = 0; i < node.size(); i++) {
      out.append(inner);
      value(node.get(i), inner);
      out.append(i + 1 < node.size() ? "," : "");
    }
    out.append(lineStart).append(']');
  }

  private void string(String text) throws IOException {
    out.append('"');
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (point == '"' || point == '\\') {
        out.append('\\').append((char) point);
      } else if (Printable.isUnsafe(point)) {
        escape(point);
      } else {
        out.append(Character.toString(point));
      }
    }
    out.append('"');
  }

  private void escape(int point) throws IOException {
    switch (point) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        for (char unit : Character.toChars(point)) {
          out.append("\\u%04x".formatted((int) unit));
        }
      }
    }
  }
}
