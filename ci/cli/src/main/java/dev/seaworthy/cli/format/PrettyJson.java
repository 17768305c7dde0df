package dev.seaworthy.cli.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.json.CanonicalJson;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;

/**
 * JSON for people: indented, keys in canonical order, and every character escaped that a terminal
 * could act on or a reader be misled by. It reads back as the same value.
 */
public final class PrettyJson {
  private final JsonParser parser;
  private final Appendable out;

  private PrettyJson(JsonParser parser, Appendable out) {
    this.parser = parser;
    this.out = out;
  }

  /** Writes {@code json} and a line end. Token by token: a verdict may have hundreds of MB. */
  public static void write(CanonicalJson json, Appendable out) throws IOException {
    append(json, "\n", out);
    out.append('\n');
  }

  /** Writes the canonical form of {@code tree} and a line end, without holding that form. */
  public static void write(Map<String, Object> tree, Appendable out) throws IOException {
    new PrettyTree(out).value(tree, "\n");
    out.append('\n');
  }

  /**
   * Writes {@code json} alone.
   *
   * @param lineStart what each line after its first begins with, the line end included
   */
  static void append(CanonicalJson json, String lineStart, Appendable out) throws IOException {
    try (JsonParser parser = json.parser()) {
      parser.nextToken();
      new PrettyJson(parser, out).value(lineStart);
    }
  }

  /** Writes to a stream that keeps its errors to itself. */
  public static void print(CanonicalJson json, PrintStream out) {
    try {
      write(json, out);
    } catch (IOException e) {
      throw new IllegalStateException("a print stream keeps its errors to itself", e);
    }
  }

  /** Writes the value whose first token the parser is at, and leaves it at the last one. */
  private void value(String lineStart) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> members('{', '}', JsonToken.END_OBJECT, lineStart);
      case START_ARRAY -> members('[', ']', JsonToken.END_ARRAY, lineStart);
      case VALUE_STRING -> string(parser.getText());
      default -> out.append(parser.getText());
    }
  }

  private void members(char open, char close, JsonToken end, String lineStart) throws IOException {
    out.append(open);
    if (parser.nextToken() != end) {
      String inner = lineStart + "  ";
      member(inner);
      while (parser.nextToken() != end) {
        out.append(',');
        member(inner);
      }
      out.append(lineStart);
    }
    out.append(close);
  }

  private void member(String lineStart) throws IOException {
    out.append(lineStart);
    if (parser.currentToken() == JsonToken.FIELD_NAME) {
      string(parser.currentName());
      out.append(": ");
      parser.nextToken();
    }
    value(lineStart);
  }

  private void string(String text) throws IOException {
    out.append('"');
    if (isPlain(text)) {
      out.append(text);
    } else {
      escaped(text);
    }
    out.append('"');
  }

  /** Whether {@code text} stands in JSON as it is. */
  static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit < ' ' || unit > '~' || unit == '"' || unit == '\\') {
        return false;
      }
    }
    return true;
  }

  private void escaped(String text) throws IOException {
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
  }

  private void escape(int point) throws IOException {
    switch (point) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> escapeByNumber(point, out);
    }
  }

  /** Writes the escape that any character has, of one or two UTF-16 code units. */
  static void escapeByNumber(int point, Appendable out) throws IOException {
    for (char unit : Character.toChars(point)) {
      out.append("\\u%04x".formatted((int) unit));
    }
  }
}
