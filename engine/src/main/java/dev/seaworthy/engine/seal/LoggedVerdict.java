package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.log.InclusionProof;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A sealed verdict in a transparency log. Its entry is one line of canonical JSON that the seal
 * alone determines: what was signed by its digest, as Rekor logs an envelope, the signature, so
 * that whoever watches the log can tell whose it is, and what the verdict is about.
 */
public final class LoggedVerdict {
  static final String GUIDE = "VERIFY-LOG.md";
  static final String FOLDER = BagIt.PAYLOAD + "log/";
  static final String ENTRY = FOLDER + "entry.json";
  static final String PROOF = FOLDER + "proof.tlog-proof";

  /** What entries of this kind are called among those of a log. */
  private static final String EVENT = "verdict";

  private static final List<String> COPIED =
      List.of("environment", "timePinned", "validUntil", "verdict");

  private LoggedVerdict() {}

  /** A log that is at hand. */
  @FunctionalInterface
  public interface Log {
    /**
     * Appends an entry, and proves by a signed checkpoint that it is there.
     *
     * @throws BundleException if it is not
     */
    InclusionProof append(byte[] entry) throws BundleException;
  }

  /** Logs the verdict of a bundle and adds the proof to it. */
  public static Supplement in(Log log) {
    return seal -> {
      byte[] entry = entry(seal);
      byte[] proof = log.append(entry).text().getBytes(StandardCharsets.UTF_8);
      return new TreeMap<>(Map.of(ENTRY, entry, PROOF, proof, GUIDE, Guide.of(GUIDE)));
    };
  }

  /**
   * The entry of a sealed verdict.
   *
   * @throws IllegalArgumentException if it is no sealed verdict
   */
  public static byte[] entry(byte[] seal) {
    Envelope envelope = Envelope.parse(seal);
    byte[] payload = envelope.payload();
    JsonNode predicate = CanonicalJson.canonicalNode(payload).path("predicate");
    JsonNode candidate = predicate.path("candidate");
    Map<String, Object> entry = new TreeMap<>();
    entry.put("event", EVENT);
    entry.put("time", predicate.path("evaluatedAt"));
    COPIED.forEach(field -> entry.put(field, predicate.path(field)));
    entry.put("candidate", text(candidate, "name") + "@" + text(candidate, "version"));
    entry.put("candidateDigest", candidate.path("digest"));
    entry.put("payloadDigest", Digest.of(payload).toString());
    entry.put("signedDigest", Digest.of(Envelope.preAuthentication(payload)).toString());
    entry.put("signature", Base64.getEncoder().encodeToString(envelope.signature()));
    entry.put("keyid", envelope.keyId());
    return CanonicalJson.of(entry).bytes();
  }

  /** The entry of what may be a sealed verdict. */
  public static Optional<byte[]> entryOf(byte[] file) {
    try {
      return Optional.of(entry(file));
    } catch (NotCanonicalException e) {
      return Optional.empty();
    }
  }

  /** Whether anything lies where a log's proof does. */
  public static boolean isIn(SortedMap<String, byte[]> files) {
    return files.keySet().stream().anyMatch(name -> name.startsWith(FOLDER));
  }

  private static String text(JsonNode object, String field) {
    return object.path(field).asText();
  }
}
