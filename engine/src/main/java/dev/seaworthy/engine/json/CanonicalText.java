package dev.seaworthy.engine.json;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON text in canonical form as it is being written, piece by piece. The caller brings names in
 * order: by UTF-16 code units, each once.
 */
public sealed class CanonicalText permits DigestText {
  private static final int INITIAL_BYTES = 256;
  private static final int MAX_BYTES_OF_CHAR = 6;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes;
  private int size;
  private int depth;

  /** Whether the next name or element is the first one of its object or array. */
  private boolean first;

  public CanonicalText() {
    this(INITIAL_BYTES);
  }

  CanonicalText(int capacity) {
    bytes = new byte[capacity];
  }

  /** What was written, which is one whole value. */
  public final CanonicalJson finish() {
    return new CanonicalJson(Arrays.copyOf(bytes, size));
  }

  public final void beginObject() {
    begin('{');
  }

  public final void endObject() {
    end('}');
  }

  public final void beginArray() {
    begin('[');
  }

  public final void endArray() {
    end(']');
  }

  private void begin(char bracket) {
    if (++depth > StrictJson.MAX_DEPTH) {
      throw new NotCanonicalException(
          "nested deeper than %d levels".formatted(StrictJson.MAX_DEPTH));
    }
    put(bracket);
    first = true;
  }

  private void end(char bracket) {
    put(bracket);
    depth--;
    first = false;
  }

  /** Begins a further member of an object. */
  public final void name(String name) {
    element();
    string(name);
    put(':');
  }

  /** Begins a further element of an array. */
  public final void element() {
    if (!first) {
      put(',');
    }
    first = false;
  }

  public final void nothing() {
    ascii("null");
  }

  public final void bool(boolean value) {
    ascii(value ? "true" : "false");
  }

  /**
   * Writes an integer.
   *
   * @throws NotCanonicalException if it has no exact double
   */
  public final void integer(long value) {
    ascii(
        -CanonicalNumber.MAX_SAFE_INTEGER <= value && value <= CanonicalNumber.MAX_SAFE_INTEGER
            ? Long.toString(value)
            : CanonicalNumber.write(BigInteger.valueOf(value)));
  }

  /**
   * Writes an integer of any size.
   *
   * @throws NotCanonicalException if it has no exact double
   */
  public final void integer(BigInteger value) {
    ascii(CanonicalNumber.write(value));
  }

  /**
   * Writes a number.
   *
   * @throws NotCanonicalException if it is not finite
   */
  public final void number(double value) {
    ascii(CanonicalNumber.write(value));
  }

  /** Writes a whole value. */
  public final void json(CanonicalJson value) {
    value.appendTo(this);
  }

  /**
   * Writes a string.
   *
   * @throws NotCanonicalException if it holds half of a surrogate pair
   */
  public final void string(String text) {
    int length = text.length();
    reserve(length + 2);
    byte[] target = bytes;
    int at = size;
    target[at++] = '"';
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\') {
        size = at;
        rest(text, i);
        return;
      }
      target[at++] = (byte) c;
    }
    target[at++] = '"';
    size = at;
  }

  /** The rest of a string that is not all plain ASCII. */
  private void rest(String text, int from) {
    int length = text.length();
    for (int i = from; i < length; i++) {
      char c = text.charAt(i);
      reserve(MAX_BYTES_OF_CHAR);
      if (c >= 0x80) {
        i += utf8(text, i);
      } else if (c < 0x20 || c == '"' || c == '\\') {
        escape(c);
      } else {
        bytes[size++] = (byte) c;
      }
    }
    put('"');
  }

  private void escape(char c) {
    bytes[size++] = '\\';
    switch (c) {
      case '"', '\\' -> bytes[size++] = (byte) c;
      case '\b' -> bytes[size++] = 'b';
      case '\t' -> bytes[size++] = 't';
      case '\n' -> bytes[size++] = 'n';
      case '\f' -> bytes[size++] = 'f';
      case '\r' -> bytes[size++] = 'r';
      default -> {
        bytes[size++] = 'u';
        bytes[size++] = '0';
        bytes[size++] = '0';
        bytes[size++] = HEX[c >> 4];
        bytes[size++] = HEX[c & 0xf];
      }
    }
  }

  /** Writes the code point at {@code i}; returns how many further chars it took. */
  private int utf8(String text, int i) {
    int point = text.codePointAt(i);
    if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
      throw new NotCanonicalException("a string holds half of a surrogate pair");
    }
    if (point < 0x800) {
      bytes[size++] = (byte) (0xc0 | (point >> 6));
    } else {
      if (point < 0x10000) {
        bytes[size++] = (byte) (0xe0 | (point >> 12));
      } else {
        bytes[size++] = (byte) (0xf0 | (point >> 18));
        bytes[size++] = (byte) (0x80 | ((point >> 12) & 0x3f));
      }
      bytes[size++] = (byte) (0x80 | ((point >> 6) & 0x3f));
    }
    bytes[size++] = (byte) (0x80 | (point & 0x3f));
    return Character.charCount(point) - 1;
  }

  /** Text that needs no escapes. */
  private void ascii(String text) {
    int length = text.length();
    reserve(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) text.charAt(i);
    }
  }

  final void bytes(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  private void put(char c) {
    reserve(1);
    bytes[size++] = (byte) c;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      size = makeRoom(bytes, size);
      if (bytes.length - size < more) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
      }
    }
  }

  /** Takes away what was written, if it can; returns how many bytes are still to be kept. */
  int makeRoom(byte[] written, int count) {
    return count;
  }

  /** Takes away all that was written. */
  final void drain() {
    size = makeRoom(bytes, size);
  }
}
