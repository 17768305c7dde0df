package dev.seaworthy.engine.rego.text;

import dev.seaworthy.engine.rego.value.Bytes;
import java.nio.charset.StandardCharsets;

/** Text as Go sees it: bytes of UTF-8, each written as one char below 256. */
public final class Utf8 {
  private Utf8() {}

  /** How many bytes the text takes. */
  public static int length(String text) {
    return Bytes.of(text).length;
  }

  /** One char for each byte of the text. */
  public static String bytes(String text) {
    return new String(Bytes.of(text), StandardCharsets.ISO_8859_1);
  }

  /** The text that the bytes make. */
  public static String text(String bytes) {
    return Bytes.text(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }
}
