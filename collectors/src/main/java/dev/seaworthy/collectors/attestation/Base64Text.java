package dev.seaworthy.collectors.attestation;

import java.util.Base64;

/**
 * Base64 (RFC 4648, section 4) in its one form: two texts of the same bytes would be one too many.
 */
final class Base64Text {
  private Base64Text() {}

  /**
   * The bytes of {@code text}.
   *
   * @param what it is, for messages
   */
  static byte[] decode(String text, String what) throws Refusal {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new Refusal("not-base64", what + " is not base64");
    }
    throw new Refusal("non-canonical-base64", what + " is not in the one form of its base64");
  }
}
