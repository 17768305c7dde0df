package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.key.MlDsaSigningKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A DSSE envelope with two signatures over one payload, of keys that will hardly be broken at the
 * same time: ECDSA on P-256, then ML-DSA-65. Sigstore bundles hold but one, so it is a file of its
 * own. It has one accepted byte form.
 */
final class MultiEnvelope {
  /** One signature. */
  static final class Signature {
    private final String keyId;
    private final byte[] bytes;

    Signature(String keyId, byte[] bytes) {
      this.keyId = keyId;
      this.bytes = bytes.clone();
    }

    /** Names the key; not signed itself, so it must be compared with the key that verifies. */
    String keyId() {
      return keyId;
    }

    byte[] bytes() {
      return bytes.clone();
    }

    private Map<String, String> toTree() {
      return Map.of("keyid", keyId, "sig", Base64.getEncoder().encodeToString(bytes));
    }
  }

  private static final int SIGNATURES = 2;

  private final byte[] payload;
  private final List<Signature> signatures;

  MultiEnvelope(byte[] payload, List<Signature> signatures) {
    this.payload = payload.clone();
    this.signatures = List.copyOf(signatures);
  }

  /** The signature that there is, and a second one over the same. */
  static MultiEnvelope adding(MlDsaSigningKey longTerm, Envelope signed) {
    byte[] message = Envelope.preAuthentication(signed.payload());
    return new MultiEnvelope(
        signed.payload(),
        List.of(
            new Signature(signed.keyId(), signed.signature()),
            new Signature(longTerm.verificationKey().id(), longTerm.sign(message))));
  }

  /**
   * Reads the one accepted form.
   *
   * @throws NotCanonicalException with what is wrong
   */
  static MultiEnvelope parse(byte[] file) {
    CanonicalJson json = CanonicalJson.requireCanonical(file);
    JsonNode root = json.node();
    List<Signature> signatures = new ArrayList<>();
    for (JsonNode one : root.path("signatures")) {
      signatures.add(new Signature(one.path("keyid").asText(), Envelope.base64(one.path("sig"))));
    }
    MultiEnvelope envelope = new MultiEnvelope(Envelope.base64(root.path("payload")), signatures);
    if (signatures.size() != SIGNATURES || !json.equals(envelope.toJson())) {
      throw new NotCanonicalException("it is not a DSSE envelope with two signatures");
    }
    return envelope;
  }

  /** The file. */
  byte[] toFile() {
    return toJson().bytes();
  }

  /** What is signed. */
  byte[] payload() {
    return payload.clone();
  }

  /** In order. */
  List<Signature> signatures() {
    return signatures;
  }

  private CanonicalJson toJson() {
    return CanonicalJson.of(
        Map.of(
            "payload",
            Base64.getEncoder().encodeToString(payload),
            "payloadType",
            Envelope.PAYLOAD_TYPE,
            "signatures",
            signatures.stream().map(Signature::toTree).toList()));
  }
}
