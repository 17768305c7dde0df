package dev.seaworthy.collectors.attestation;

import dev.seaworthy.engine.json.StrictBase64;

/** Base64 in its one form, of which another is refused by its own name. */
final class Base64Text {
  private Base64Text() {}

  /**
   * The bytes of {@code text}.
   *
   * @param what it is, for messages
   */
  static byte[] decode(String text, String what) throws Refusal {
    try {
      return StrictBase64.decode(text)
          .orElseThrow(
              () ->
                  new Refusal(
                      "non-canonical-base64", what + " is not in the one form of its base64"));
    } catch (IllegalArgumentException e) {
      throw new Refusal("not-base64", what + " is not base64");
    }
  }
}
