package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.engine.disclosure.Commitment;
import dev.seaworthy.engine.disclosure.SaltedDocument;
import dev.seaworthy.engine.disclosure.Salts;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictBase64;
import dev.seaworthy.engine.key.Signer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What makes a bundle's evidence redactable: the sealer signs a Merkle root over the salted leaves
 * of the snapshot and the places, and the bundle keeps the seed of the salts until it is redacted.
 */
final class Disclosure {
  static final String STATEMENT = BagIt.PAYLOAD + "disclosure.dsse.json";
  static final String SEED = BagIt.PAYLOAD + "disclosure.json";

  static final String PREDICATE_TYPE = "https://seaworthy.dev/disclosure/v1";
  static final String SEED_SCHEMA = "https://seaworthy.dev/schemas/disclosure/v1";

  /** What a key is asked to sign for the seed; no envelope or note begins so. */
  private static final String SEED_CONTEXT = "seaworthy disclosure seed v1\n";

  private static final Map<String, String> PARTS =
      Map.of("places", EvidenceBundle.PLACES, "snapshot", EvidenceBundle.SNAPSHOT);

  private Disclosure() {}

  /**
   * The files that a whole bundle has for it.
   *
   * @param files with the verdict, the snapshot and the places
   */
  static SortedMap<String, byte[]> of(SortedMap<String, byte[]> files, Signer key) {
    byte[] seal = EvidenceBundle.file(files, EvidenceBundle.VERDICT);
    byte[] seed = seed(seal, key);
    Commitment commitment = SaltedDocument.whole(document(files), new Salts(seed)).commitment();
    CanonicalJson statement = statement(seal, snapshot(seal), commitment);
    SortedMap<String, byte[]> added = new TreeMap<>();
    added.put(STATEMENT, Envelope.sign(statement.bytes(), key).toFile());
    added.put(SEED, seedFile(seed));
    return added;
  }

  /** Whether a bundle's evidence can be redacted. */
  static boolean isIn(SortedMap<String, byte[]> files) {
    return files.containsKey(STATEMENT) || files.containsKey(SEED);
  }

  /** The document whose leaves are signed, as the files have it. */
  static JsonNode document(SortedMap<String, byte[]> files) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(PARTS)
        .forEach(
            (part, name) ->
                document.set(part, CanonicalJson.canonicalNode(EvidenceBundle.file(files, name))));
    return document;
  }

  /** The files that a document stands for. */
  static SortedMap<String, byte[]> files(JsonNode document) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    PARTS.forEach((part, name) -> files.put(name, CanonicalJson.of(document.path(part)).bytes()));
    return files;
  }

  /**
   * Reads the seed.
   *
   * @throws NotCanonicalException if it is not in its one form
   */
  static Salts salts(byte[] file) {
    JsonNode root = CanonicalJson.canonicalNode(file);
    byte[] seed =
        StrictBase64.decode(root.path("seed").asText())
            .filter(bytes -> bytes.length == Salts.BYTES)
            .orElseThrow(() -> new NotCanonicalException("the seed is not the base64 of 32 bytes"));
    if (!MessageDigest.isEqual(seedFile(seed), file)) {
      throw new NotCanonicalException("the seed is not in its one form");
    }
    return new Salts(seed);
  }

  /** What is signed. */
  static CanonicalJson statement(byte[] seal, String snapshot, Commitment commitment) {
    return Statement.about(
        EvidenceBundle.VERDICT,
        Digest.of(seal),
        PREDICATE_TYPE,
        Map.of(
            "leaves", commitment.leaves(),
            "root", commitment.root().toString(),
            "snapshot", snapshot));
  }

  /** The digest of the snapshot that a sealed verdict names. */
  static String snapshot(byte[] seal) {
    return CanonicalJson.canonicalNode(Envelope.parse(seal).payload())
        .path("predicate")
        .path("evidence")
        .path("snapshot")
        .asText();
  }

  /**
   * A signature that is not given to anybody is known to the key's owner alone; by a key that signs
   * deterministically the same verdict has the same seed, by another each bundle has its own.
   */
  private static byte[] seed(byte[] seal, Signer key) {
    String asked = SEED_CONTEXT + Digest.of(seal).hex() + "\n";
    MessageDigest sha = Digest.sha256();
    sha.update(SEED_CONTEXT.getBytes(StandardCharsets.US_ASCII));
    return sha.digest(key.sign(asked.getBytes(StandardCharsets.US_ASCII)));
  }

  private static byte[] seedFile(byte[] seed) {
    return CanonicalJson.of(
            Map.of("schema", SEED_SCHEMA, "seed", Base64.getEncoder().encodeToString(seed)))
        .bytes();
  }
}
