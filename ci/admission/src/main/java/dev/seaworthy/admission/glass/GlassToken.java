package dev.seaworthy.admission.glass;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.key.PreAuthentication;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.key.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;

/**
 * Terms under a signature, as the text of an annotation: {@code v1.TERMS.SIGNATURE}, the canonical
 * JSON of the terms and an ECDSA signature over it by DSSE, both in base64url. One token has one
 * text. Everything in it is public: checking it compares no secret, so that how long that takes
 * tells nothing.
 *
 * @param id names the token in logs
 * @param key id of the key that signed it
 */
public record GlassToken(GlassTerms terms, String id, String key) {
  /** The annotation of an object that holds a token. */
  public static final String ANNOTATION = "admission.seaworthy.dev/break-glass";

  private static final String TYPE = "application/vnd.seaworthy.break-glass+json";
  private static final String VERSION = "v1";
  private static final int MOST_CHARACTERS = 8_192;
  private static final int ID_LENGTH = 16;
  private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();

  /**
   * The token's text.
   *
   * @throws GlassException if nobody should sign these terms
   */
  public static String sign(GlassTerms terms, Signer key) throws GlassException {
    byte[] payload = terms.sound().toJson().bytes();
    byte[] signature = key.sign(PreAuthentication.of(TYPE, payload));
    return String.join(
        ".", VERSION, TO_TEXT.encodeToString(payload), TO_TEXT.encodeToString(signature));
  }

  /**
   * Reads a token. Nothing of it is believed, or told, before its signature is found to be good.
   *
   * @throws GlassException if it is none, or none of the keys signed it
   */
  static GlassToken read(String text, Collection<VerificationKey> trusted) throws GlassException {
    String[] parts = text.length() > MOST_CHARACTERS ? new String[0] : text.split("\\.", -1);
    if (parts.length != 3 || !parts[0].equals(VERSION)) {
      throw notToken();
    }
    byte[] payload = bytes(parts[1]);
    byte[] signature = bytes(parts[2]);
    byte[] message = PreAuthentication.of(TYPE, payload);
    for (VerificationKey key : trusted) {
      if (key.verifies(message, signature)) {
        String id = Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, ID_LENGTH);
        return new GlassToken(terms(payload), id, key.id());
      }
    }
    throw new GlassException(
        "BAD_SIGNATURE",
        "no key that is trusted for it signed the token",
        "have it issued with the key whose public half is given as `--break-glass-key`");
  }

  private static GlassTerms terms(byte[] payload) throws GlassException {
    try {
      return GlassTerms.read(CanonicalJson.requireCanonical(payload).node());
    } catch (NotCanonicalException e) {
      throw notToken();
    }
  }

  /** Decoders ignore the unused bits of the last character; another text is no token. */
  private static byte[] bytes(String text) throws GlassException {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (TO_TEXT.encodeToString(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw notToken();
    }
    throw notToken();
  }

  private static GlassException notToken() {
    return new GlassException(
        "NOT_A_TOKEN",
        "the annotation holds no token",
        "copy the whole line that `admission break-glass new` printed");
  }
}
