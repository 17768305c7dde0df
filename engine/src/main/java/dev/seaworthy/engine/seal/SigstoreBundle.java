package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.util.List;
import java.util.Map;

/**
 * The seal as a Sigstore bundle v0.3, for tools that take no bare envelope. It repeats the
 * envelope, which alone determines it. It names the key by its id and holds no certificate, no time
 * stamp and no log entry.
 */
final class SigstoreBundle {
  static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";

  private SigstoreBundle() {}

  /** The bundle of a sealed verdict. */
  static byte[] of(byte[] file) {
    Envelope envelope = Envelope.parse(file);
    return CanonicalJson.of(
            Map.of(
                "mediaType",
                MEDIA_TYPE,
                "verificationMaterial",
                Map.of("publicKey", Map.of("hint", envelope.keyId()), "tlogEntries", List.of()),
                "dsseEnvelope",
                envelope.tree()))
        .bytes();
  }

  /**
   * The envelope in a bundle.
   *
   * @throws NotCanonicalException if there is none
   */
  static byte[] envelope(byte[] bundle) {
    JsonNode envelope = CanonicalJson.canonicalNode(bundle).path("dsseEnvelope");
    if (!envelope.isObject()) {
      throw new NotCanonicalException("it is no Sigstore bundle of an envelope");
    }
    return CanonicalJson.of(envelope).bytes();
  }
}
