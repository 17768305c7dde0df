package dev.seaworthy.engine.rego.wasm;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.Bytes;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;

/** Writes the text that {@code opa_value_parse} reads; numbers stay as they were written. */
final class TermWriter {
  private final StringBuilder out = new StringBuilder();

  private TermWriter() {}

  /** A value's text, UTF-8. */
  static byte[] bytes(Value value) {
    TermWriter writer = new TermWriter();
    writer.write(value);
    return utf8(writer.out.toString());
  }

  static byte[] utf8(String text) {
    return Bytes.of(text);
  }

  private void write(Value value) {
    if (value instanceof StringValue string) {
      string(string.text());
    } else if (value instanceof NumberValue number) {
      out.append(number.literal());
    } else if (value instanceof ArrayValue array) {
      array(array);
    } else if (value instanceof ObjectValue object) {
      object(object);
    } else if (value instanceof SetValue set) {
      set(set);
    } else {
      out.append(value);
    }
  }

  private void array(ArrayValue array) {
    out.append('[');
    for (int i = 0; i < array.size(); i++) {
      separate(i);
      write(array.at(i));
    }
    out.append(']');
  }

  private void object(ObjectValue object) {
    out.append('{');
    for (int i = 0; i < object.size(); i++) {
      separate(i);
      write(object.keyAt(i));
      out.append(':');
      write(object.valueAt(i));
    }
    out.append('}');
  }

  private void set(SetValue set) {
    if (set.size() == 0) {
      out.append("set()");
      return;
    }
    out.append('{');
    for (int i = 0; i < set.size(); i++) {
      separate(i);
      write(set.at(i));
    }
    out.append('}');
  }

  private void separate(int position) {
    if (position > 0) {
      out.append(',');
    }
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u00").append(Character.forDigit(c >> 4, 16));
        out.append(Character.forDigit(c & 0xf, 16));
      } else if (Bytes.isByte(text, i)) {
        out.append(TextCode.BYTE).append(String.format("\\u%04x", (int) c));
      } else {
        out.append(Bytes.isLone(text, i) ? '\ufffd' : c);
      }
    }
    out.append('"');
  }
}
