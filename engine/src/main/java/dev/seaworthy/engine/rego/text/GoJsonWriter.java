package dev.seaworthy.engine.rego.text;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.Bytes;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as Go's {@code encoding/json} does: keys sorted, numbers as they were written, and
 * what could be taken for HTML escaped. Sets become arrays; keys that are no text, their own JSON.
 */
public final class GoJsonWriter {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

  private final Sink out;
  private final @Nullable Style style;
  private int depth;

  /** Where the text goes. */
  public interface Sink {
    Sink append(String more);

    /** Appends the characters from one position up to another. */
    Sink append(String more, int from, int to);

    Sink append(char more);

    /** An empty one of the same kind. */
    Sink another();

    /** What was appended. */
    @Override
    String toString();
  }

  private static final class Plain implements Sink {
    private final StringBuilder text = new StringBuilder();

    @Override
    public Sink append(String more) {
      text.append(more);
      return this;
    }

    @Override
    public Sink append(String more, int from, int to) {
      text.append(more, from, to);
      return this;
    }

    @Override
    public Sink append(char more) {
      text.append(more);
      return this;
    }

    @Override
    public Sink another() {
      return new Plain();
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  /**
   * How text of several lines is laid out.
   *
   * @param prefix of every line
   * @param indent once more for every level
   */
  public record Style(String prefix, String indent) {}

  /**
   * @param style null for text of one line
   */
  public GoJsonWriter(Sink out, @Nullable Style style) {
    this.out = out;
    this.style = style;
  }

  /** JSON of one line. */
  public static String text(Value value) {
    Sink out = new Plain();
    new GoJsonWriter(out, null).write(value);
    return out.toString();
  }

  /**
   * Writes a value.
   *
   * @throws RegoException of kind BUILTIN if a number is not written as JSON writes numbers
   */
  public void write(Value value) {
    if (value instanceof StringValue string) {
      string(string.text());
    } else if (value instanceof NumberValue number) {
      number(number.literal());
    } else if (value instanceof ArrayValue array) {
      array(array);
    } else if (value instanceof SetValue set) {
      array(set.toArray());
    } else if (value instanceof ObjectValue object) {
      object(object);
    } else {
      out.append(value.toString());
    }
  }

  private void number(String literal) {
    if (!NUMBER.matcher(literal).matches()) {
      throw RegoException.failed("json: invalid number literal \"" + literal + "\"");
    }
    out.append(literal);
  }

  private void array(ArrayValue array) {
    out.append('[');
    depth++;
    for (int i = 0; i < array.size(); i++) {
      begin(i);
      write(array.at(i));
    }
    end(array.size(), ']');
  }

  private void object(ObjectValue object) {
    Map<String, Value> entries = new TreeMap<>(StringValue::compare);
    object.sort();
    for (int i = 0; i < object.size(); i++) {
      entries.put(name(object.keyAt(i)), object.valueAt(i));
    }
    out.append('{');
    depth++;
    int written = 0;
    for (Map.Entry<String, Value> entry : entries.entrySet()) {
      begin(written++);
      string(entry.getKey());
      out.append(style == null ? ":" : ": ");
      write(entry.getValue());
    }
    end(written, '}');
  }

  /** Keys that are no strings become their own JSON text. */
  private String name(Value key) {
    if (key instanceof StringValue string) {
      return string.text();
    }
    Sink text = out.another();
    new GoJsonWriter(text, null).write(key);
    return text.toString();
  }

  private void begin(int position) {
    if (position > 0) {
      out.append(',');
    }
    line();
  }

  private void end(int size, char bracket) {
    depth--;
    if (size > 0) {
      line();
    }
    out.append(bracket);
  }

  private void line() {
    if (style == null) {
      return;
    }
    out.append('\n').append(style.prefix);
    for (int i = 0; i < depth; i++) {
      out.append(style.indent);
    }
  }

  private void string(String text) {
    out.append('"');
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      String escape = escape(text, i);
      if (escape != null) {
        out.append(text, from, i).append(escape);
        from = i + 1;
      }
    }
    out.append(text, from, text.length()).append('"');
  }

  private static @Nullable String escape(String text, int at) {
    char c = text.charAt(at);
    if (Bytes.isLone(text, at)) {
      return "\\ufffd";
    }
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '<', '>', '&', 0x2028, 0x2029 -> String.format("\\u%04x", (int) c);
      default -> c < ' ' ? String.format("\\u%04x", (int) c) : null;
    };
  }
}
