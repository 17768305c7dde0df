package dev.seaworthy.engine.json;

import java.util.Base64;
import java.util.Optional;

/**
 * Base64 (RFC 4648, section 4) in its one form. Decoders pass over bits of a last character that
 * stand for nothing; where bytes are signed, two texts of the same bytes would be one too many.
 */
public final class StrictBase64 {
  private StrictBase64() {}

  /**
   * The bytes of {@code text}; empty where an encoder would write them otherwise.
   *
   * @throws IllegalArgumentException if it is not base64 at all
   */
  public static Optional<byte[]> decode(String text) {
    byte[] bytes = Base64.getDecoder().decode(text);
    return Base64.getEncoder().encodeToString(bytes).equals(text)
        ? Optional.of(bytes)
        : Optional.empty();
  }
}
