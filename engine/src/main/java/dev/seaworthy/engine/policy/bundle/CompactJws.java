package dev.seaworthy.engine.policy.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.policy.PolicyException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.Set;

/**
 * A JSON Web Signature in compact form (RFC 7515, section 7.1), of ES256 and nothing else: the
 * algorithm is ours to choose, not the token's.
 */
final class CompactJws {
  private static final String HEADER = "{\"alg\":\"ES256\"}";
  private static final Set<String> HEADER_KEYS = Set.of("alg", "kid", "typ");
  private static final Set<String> PAYLOAD_KEYS = Set.of("files", "keyid");

  private final String keyId;
  private final JsonNode payload;
  private final byte[] signed;
  private final byte[] signature;

  private CompactJws(String keyId, JsonNode payload, byte[] signed, byte[] signature) {
    this.keyId = keyId;
    this.payload = payload;
    this.signed = signed;
    this.signature = signature;
  }

  /** What is signed for a payload. */
  static String signingInput(byte[] payload) {
    return encode(HEADER.getBytes(StandardCharsets.US_ASCII)) + "." + encode(payload);
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static CompactJws read(String token, String label) throws PolicyException {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw BundleSignature.malformed(label, "it is not in compact form");
    }
    JsonNode header = object(decode(parts[0], label), label, HEADER_KEYS);
    if (!header.path("alg").asText().equals("ES256")) {
      throw BundleSignature.malformed(label, "its algorithm is not ES256");
    }
    JsonNode payload = object(decode(parts[1], label), label, PAYLOAD_KEYS);
    byte[] signature = decode(parts[2], label);
    byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    return new CompactJws(header.path("kid").asText(), payload, signed, signature);
  }

  /** What the header calls the key; empty when it does not. */
  String keyId() {
    return keyId;
  }

  JsonNode payload() {
    return payload;
  }

  boolean isMadeBy(BundleKey key) {
    return key.verifies(signed, signature);
  }

  private static JsonNode object(byte[] json, String label, Set<String> known)
      throws PolicyException {
    JsonNode node;
    try {
      node = StrictJson.parse(json);
    } catch (NotCanonicalException e) {
      throw BundleSignature.malformed(label, e.getMessage());
    }
    if (!node.isObject()) {
      throw BundleSignature.malformed(label, "a part of it is not an object");
    }
    for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!known.contains(key)) {
        throw BundleSignature.malformed(
            label, "it says `%s`, which is not understood".formatted(ArchiveReader.printable(key)));
      }
    }
    return node;
  }

  /** One text for one value: bits that a lenient decoder drops must be zero. */
  private static byte[] decode(String text, String label) throws PolicyException {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (encode(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Falls through to the same complaint.
    }
    throw BundleSignature.malformed(label, "it is not base64url");
  }
}
