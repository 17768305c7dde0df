package dev.seaworthy.engine.rego.builtin;

import java.nio.charset.StandardCharsets;

/** Text as Go sees it: bytes of UTF-8, each written as one char below 256. */
final class Utf8 {
  private Utf8() {}

  /** How many bytes the text takes. */
  static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** One char for each byte of the text. */
  static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** The text that the bytes make; U+FFFD for what is no UTF-8. */
  static String text(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
