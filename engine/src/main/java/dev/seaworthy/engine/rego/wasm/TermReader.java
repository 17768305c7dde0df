package dev.seaworthy.engine.rego.wasm;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.builtin.Budget;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.Bytes;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads the text that {@code opa_value_dump} writes: JSON, with sets as {@code {1, 2}} and {@code
 * set()}, and keys of any type. For one thread.
 */
final class TermReader {
  private static final int MAX_DEPTH = 1000;
  private static final int VALUE_BYTES = 48;

  private final Budget budget;
  private byte[] text = {};
  private int position;
  private int depth;

  TermReader(Budget budget) {
    this.budget = budget;
  }

  /**
   * Reads one value.
   *
   * @param from where it begins; whatever follows it is not looked at
   */
  Value read(byte[] bytes, int from) {
    text = bytes;
    position = from;
    depth = 0;
    Value value = value();
    text = new byte[0];
    return value;
  }

  /** Where the value that was read ends. */
  int end() {
    return position;
  }

  private Value value() {
    budget.step();
    budget.allocate(VALUE_BYTES);
    return switch (peek()) {
      case '{' -> nested('}');
      case '[' -> nested(']');
      case '"' -> StringValue.of(string());
      case 's' -> word("set()", new SetValue());
      case 't' -> word("true", BooleanValue.TRUE);
      case 'f' -> word("false", BooleanValue.FALSE);
      case 'n' -> word("null", NullValue.NULL);
      default -> number();
    };
  }

  private Value nested(char close) {
    if (++depth > MAX_DEPTH) {
      throw new RegoException(
          RegoException.Kind.STACK, "a value is nested deeper than %d levels".formatted(MAX_DEPTH));
    }
    position++;
    skipBlanks();
    Value value = close == ']' ? array() : objectOrSet();
    depth--;
    return value;
  }

  private Value array() {
    ArrayValue array = ArrayValue.withCapacity(4);
    while (peek() != ']') {
      array.add(value());
      separator(']');
    }
    position++;
    return array;
  }

  private Value objectOrSet() {
    if (peek() == '}') {
      position++;
      return new ObjectValue();
    }
    Value first = value();
    skipBlanks();
    return peek() == ':' ? object(first) : set(first);
  }

  private Value object(Value firstKey) {
    ObjectValue object = new ObjectValue();
    Value key = firstKey;
    while (true) {
      skipBlanks();
      expect(':');
      skipBlanks();
      object.put(key, value());
      separator('}');
      if (peek() == '}') {
        position++;
        return object.sort();
      }
      key = value();
    }
  }

  private Value set(Value first) {
    SetValue set = new SetValue();
    set.add(first);
    separator('}');
    while (peek() != '}') {
      set.add(value());
      separator('}');
    }
    position++;
    return set.sort();
  }

  /** Skips a comma, unless the collection ends. */
  private void separator(char close) {
    skipBlanks();
    if (peek() != close) {
      expect(',');
      skipBlanks();
    }
  }

  private Value word(String word, Value value) {
    for (int i = 0; i < word.length(); i++) {
      expect(word.charAt(i));
    }
    return value;
  }

  private Value number() {
    int start = position;
    while (isPartOfNumber(peek())) {
      position++;
    }
    String literal = new String(text, start, position - start, StandardCharsets.US_ASCII);
    NumberValue number = NumberValue.parse(literal);
    if (number == null) {
      throw malformed();
    }
    return number;
  }

  private static boolean isPartOfNumber(int c) {
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
  }

  private String string() {
    int start = ++position;
    while (peek() != '"') {
      if (peek() == '\\') {
        return escaped(start);
      }
      position++;
    }
    int length = position++ - start;
    budget.allocate(length);
    return Bytes.text(text, start, length);
  }

  /** The rest of a string from its first escape on. */
  private String escaped(int start) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(text, start, position - start);
    for (int c = peek(); c != '"'; c = peek()) {
      position++;
      if (c == '\\') {
        escape(out);
      } else {
        out.write(c);
      }
    }
    position++;
    budget.allocate(out.size());
    return Bytes.text(out.toByteArray());
  }

  private void escape(ByteArrayOutputStream out) {
    int c = peek();
    position++;
    switch (c) {
      case 'n' -> out.write('\n');
      case 'r' -> out.write('\r');
      case 't' -> out.write('\t');
      case 'u' -> {
        // OPA writes control characters so, and nothing else.
        int code = Integer.parseInt(new String(text, position, 4, StandardCharsets.US_ASCII), 16);
        out.writeBytes(Character.toString(code).getBytes(StandardCharsets.UTF_8));
        position += 4;
      }
      default -> out.write(c);
    }
  }

  private void skipBlanks() {
    while (peek() == ' ') {
      position++;
    }
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw malformed();
    }
    position++;
  }

  private int peek() {
    if (position >= text.length) {
      throw malformed();
    }
    return text[position];
  }

  private static RegoException malformed() {
    return new RegoException(
        RegoException.Kind.INTERNAL, "the policy wrote a value that cannot be read");
  }
}
