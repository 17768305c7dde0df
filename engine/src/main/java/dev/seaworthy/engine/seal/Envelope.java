package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictBase64;
import dev.seaworthy.engine.key.PreAuthentication;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.key.VerificationKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A DSSE envelope (Dead Simple Signing Envelope v1.0) with one signature. It has one accepted byte
 * form, so that no byte of the file can change unnoticed.
 */
final class Envelope {
  static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

  private static final Set<String> KEYS = Set.of("payload", "payloadType", "signatures");
  private static final Set<String> SIGNATURE_KEYS = Set.of("keyid", "sig");

  private final byte[] payload;
  private final String keyId;
  private final byte[] signature;

  private Envelope(byte[] payload, String keyId, byte[] signature) {
    this.payload = payload;
    this.keyId = keyId;
    this.signature = signature;
  }

  static Envelope sign(byte[] payload, Signer key) {
    return new Envelope(payload, key.verificationKey().id(), key.sign(preAuthentication(payload)));
  }

  /**
   * Reads the one accepted form.
   *
   * @throws NotCanonicalException with what is wrong
   */
  static Envelope parse(byte[] file) {
    JsonNode root = CanonicalJson.canonicalNode(file);
    requireKeys(root, KEYS);
    if (!root.path("payloadType").asText().equals(PAYLOAD_TYPE)) {
      throw new NotCanonicalException("the payload is not an in-toto Statement");
    }
    JsonNode signatures = root.get("signatures");
    if (!signatures.isArray() || signatures.size() != 1) {
      throw new NotCanonicalException("the envelope does not hold exactly one signature");
    }
    JsonNode signature = signatures.get(0);
    requireKeys(signature, SIGNATURE_KEYS);
    return new Envelope(
        base64(root.get("payload")), signature.get("keyid").asText(), base64(signature.get("sig")));
  }

  /** What is signed. */
  byte[] payload() {
    return payload.clone();
  }

  /** The signature's bytes, as they are. */
  byte[] signature() {
    return signature.clone();
  }

  /** Names the key; not signed itself, so it must be compared with the key that verifies. */
  String keyId() {
    return keyId;
  }

  /** The file. */
  byte[] toFile() {
    return CanonicalJson.of(tree()).bytes();
  }

  /** The same as a value tree, for files that it is a part of. */
  Map<String, Object> tree() {
    return Map.of(
        "payload", Base64.getEncoder().encodeToString(payload),
        "payloadType", PAYLOAD_TYPE,
        "signatures",
            List.of(Map.of("keyid", keyId, "sig", Base64.getEncoder().encodeToString(signature))));
  }

  boolean isSignedBy(VerificationKey key) {
    return key.verifies(preAuthentication(payload), signature);
  }

  /** What is signed. */
  static byte[] preAuthentication(byte[] payload) {
    return PreAuthentication.of(PAYLOAD_TYPE, payload);
  }

  private static void requireKeys(JsonNode object, Set<String> keys) {
    Set<String> found = new TreeSet<>();
    object.fieldNames().forEachRemaining(found::add);
    if (!found.equals(keys)) {
      throw new NotCanonicalException("the envelope's keys are not those of DSSE");
    }
  }

  static byte[] base64(JsonNode text) {
    try {
      return StrictBase64.decode(text.asText())
          .orElseThrow(
              () -> new NotCanonicalException("a field is not in the one form of its base64"));
    } catch (IllegalArgumentException e) {
      throw new NotCanonicalException("a field is not base64");
    }
  }
}
