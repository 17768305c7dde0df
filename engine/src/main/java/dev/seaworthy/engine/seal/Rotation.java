package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.key.KeyException;
import dev.seaworthy.engine.key.PreAuthentication;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.key.VerificationKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * That one key follows another: a DSSE envelope signed by both. The old one vouches for the new,
 * and the new one proves that whoever was vouched for has it. It has one accepted byte form.
 *
 * @param role of both in a trust root
 * @param at when the old one counts no longer, and the new one does
 */
public record Rotation(Holder before, Holder after, String role, Instant at) {
  /** A key and its name. */
  public record Holder(String name, VerificationKey key) {
    private Map<String, String> toTree() {
      return Map.of("name", name, "publicKey", key.toPem());
    }

    private static Holder of(JsonNode node) throws KeyException {
      return new Holder(
          node.path("name").asText(), VerificationKey.fromPem(node.path("publicKey").asText()));
    }
  }

  private static final String TYPE = "application/vnd.seaworthy.rotation+json";
  private static final String FIX = "ask who rotated the key for the file again";

  /** The file, signed by the two keys. */
  public byte[] sign(Signer old, Signer successor) {
    byte[] message = PreAuthentication.of(TYPE, payload());
    return file(old.sign(message), successor.sign(message));
  }

  /**
   * Opens a file that both keys signed. Whether either is trusted is another question.
   *
   * @throws SealException if it is none ({@code NO_ROTATION}), or one of the two did not sign it
   *     ({@code TAMPERED})
   */
  public static Rotation open(byte[] file) throws SealException {
    try {
      JsonNode root = CanonicalJson.canonicalNode(file);
      byte[] payload = Envelope.base64(root.path("payload"));
      byte[] old = Envelope.base64(root.path("signatures").path(0).path("sig"));
      byte[] successor = Envelope.base64(root.path("signatures").path(1).path("sig"));
      Rotation rotation = read(CanonicalJson.canonicalNode(payload));
      if (!java.util.Arrays.equals(file, rotation.file(old, successor))) {
        throw new NotCanonicalException("it is written otherwise than a rotation is");
      }
      byte[] message = PreAuthentication.of(TYPE, payload);
      require(rotation.before(), message, old);
      require(rotation.after(), message, successor);
      return rotation;
    } catch (NotCanonicalException
        | IllegalArgumentException
        | DateTimeException
        | KeyException e) {
      throw new SealException("NO_ROTATION", "it is no statement that a key was rotated", FIX);
    }
  }

  private static Rotation read(JsonNode payload) throws KeyException {
    return new Rotation(
        Holder.of(payload.path("before")),
        Holder.of(payload.path("after")),
        payload.path("role").asText(),
        Instant.parse(payload.path("at").asText()));
  }

  private static void require(Holder holder, byte[] message, byte[] signature)
      throws SealException {
    if (!holder.key().verifies(message, signature)) {
      throw new SealException("TAMPERED", "`%s` did not sign it".formatted(holder.key().id()), FIX);
    }
  }

  private byte[] payload() {
    return CanonicalJson.of(
            Map.of(
                "before", before.toTree(),
                "after", after.toTree(),
                "role", role,
                "at", at.toString()))
        .bytes();
  }

  private byte[] file(byte[] old, byte[] successor) {
    return CanonicalJson.of(
            Map.of(
                "payload",
                base64(payload()),
                "payloadType",
                TYPE,
                "signatures",
                List.of(
                    Map.of("keyid", before.key().id(), "sig", base64(old)),
                    Map.of("keyid", after.key().id(), "sig", base64(successor)))))
        .bytes();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
