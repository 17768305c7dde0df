package dev.seaworthy.engine.rego.value;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Text that stands for bytes. OPA's strings may hold any bytes; where they are not UTF-8, each is
 * kept as a lone surrogate, U+DC80 to U+DCFF, which no JSON text can bring in.
 */
public final class Bytes {
  private static final int ESCAPE = 0xdc00;

  private Bytes() {}

  /** The UTF-8 of a text, and the bytes that its escapes stand for. */
  public static byte[] of(String text) {
    if (!isBinary(text)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() * 2);
    text.codePoints()
        .forEach(
            point -> {
              if (isEscape(point)) {
                bytes.write(point - ESCAPE);
              } else {
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
              }
            });
    return bytes.toByteArray();
  }

  /** Whether a text stands for bytes that are not UTF-8. */
  public static boolean isBinary(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isByte(text, i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a char stands for a byte that is not UTF-8. */
  public static boolean isByte(String text, int at) {
    return isEscape(text.charAt(at)) && isLone(text, at);
  }

  private static boolean isEscape(int point) {
    return point >= ESCAPE + 0x80 && point <= ESCAPE + 0xff;
  }

  /** The text of some bytes. */
  public static String text(byte[] bytes) {
    return text(bytes, 0, bytes.length);
  }

  /** The text of some of the bytes. */
  public static String text(byte[] bytes, int from, int length) {
    String text = new String(bytes, from, length, StandardCharsets.UTF_8);
    // What is not UTF-8 has become a U+FFFD, which may as well have been there.
    return text.indexOf('\ufffd') < 0 ? text : escaped(bytes, from, from + length);
  }

  /**
   * A text that was put together from others: bytes that are UTF-8 only side by side become
   * characters, so that equal bytes are equal texts.
   */
  public static String joined(String text) {
    return isBinary(text) ? text(of(text)) : text;
  }

  private static String escaped(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder(to - from);
    int at = from;
    while (at < to) {
      int length = length(bytes, at, to);
      if (length == 0) {
        text.append((char) (ESCAPE + (bytes[at] & 0xff)));
        at++;
      } else {
        text.append(new String(bytes, at, length, StandardCharsets.UTF_8));
        at += length;
      }
    }
    return text.toString();
  }

  /** How many bytes the character at a position has; 0 if there is none. */
  private static int length(byte[] bytes, int at, int end) {
    int first = bytes[at] & 0xff;
    int length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (first > 0xf4 || at + length > end) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    if (length < 3) {
      return length;
    }
    // What is longer than need be, surrogates, and what is beyond Unicode.
    int two = first << 8 | (bytes[at + 1] & 0xff);
    boolean isSound =
        length == 3
            ? two >= 0xe0a0 && (two < 0xeda0 || two > 0xedbf)
            : two >= 0xf090 && two <= 0xf48f;
    return isSound ? length : 0;
  }

  /** Whether a surrogate has no partner: JSON has U+FFFD in its place. */
  public static boolean isLone(String text, int at) {
    char c = text.charAt(at);
    if (!Character.isSurrogate(c)) {
      return false;
    }
    boolean isPair =
        Character.isHighSurrogate(c)
            ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
            : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    return !isPair;
  }

  /** The text as JSON has it: with U+FFFD for each lone surrogate. */
  public static String printable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= Character.MIN_SURROGATE && isLone(text, i)) {
        return replaced(text);
      }
    }
    return text;
  }

  /** A code point as JSON has it: U+FFFD if it is a lone surrogate. */
  public static int printable(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xfffd : point;
  }

  private static String replaced(String text) {
    StringBuilder whole = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      if (isLone(text, i)) {
        whole.setCharAt(i, '\ufffd');
      }
    }
    return whole.toString();
  }
}
