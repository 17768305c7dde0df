package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Base64 as Go reads it: padding is required, line ends are skipped, and left-over bits do not
 * matter. Java's own decoder is laxer with the first and stricter with the second.
 */
final class Base64Text {
  static final Base64Text STANDARD = new Base64Text('+', '/');
  static final Base64Text URL = new Base64Text('-', '_');

  private static final int CHARACTERS = 4;

  private final int[] values = new int[256];

  private Base64Text(char value62, char value63) {
    Arrays.fill(values, -1);
    for (int i = 0; i < 26; i++) {
      values['A' + i] = i;
      values['a' + i] = 26 + i;
    }
    for (int i = 0; i < 10; i++) {
      values['0' + i] = 52 + i;
    }
    values[value62] = 62;
    values[value63] = 63;
  }

  byte[] decode(byte[] text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length);
    int bits = 0;
    int count = 0;
    for (int at = 0; at < text.length; at++) {
      int c = text[at] & 0xff;
      if (isLineEnd(c)) {
        continue;
      }
      if (values[c] < 0) {
        return finished(bytes, text, at, bits, count);
      }
      bits = bits << 6 | values[c];
      count++;
      if (count == CHARACTERS) {
        write(bytes, bits, 3);
        bits = 0;
        count = 0;
      }
    }
    if (count != 0) {
      throw illegal(text.length - count);
    }
    return bytes.toByteArray();
  }

  private static boolean isLineEnd(int c) {
    return c == '\n' || c == '\r';
  }

  /** Writes the first bytes of a group of 24 bits. */
  private static void write(ByteArrayOutputStream bytes, int bits, int count) {
    for (int i = 0; i < count; i++) {
      bytes.write(bits >> (16 - 8 * i));
    }
  }

  /** Ends at padding, which has to be whole and the last. */
  private static byte[] finished(
      ByteArrayOutputStream bytes, byte[] text, int at, int bits, int count) {
    if (text[at] != '=' || count < 2) {
      throw illegal(at);
    }
    int next = skipLineEnds(text, at + 1);
    if (count == 2) {
      if (next == text.length) {
        throw illegal(text.length);
      }
      if (text[next] != '=') {
        throw illegal(next - 1);
      }
      next = skipLineEnds(text, next + 1);
    }
    if (next < text.length) {
      throw illegal(next);
    }
    write(bytes, bits << (6 * (CHARACTERS - count)), count - 1);
    return bytes.toByteArray();
  }

  private static int skipLineEnds(byte[] text, int from) {
    int at = from;
    while (at < text.length && isLineEnd(text[at])) {
      at++;
    }
    return at;
  }

  private static RegoException illegal(int position) {
    return Operands.failed("illegal base64 data at input byte " + position);
  }
}
