package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.key.VerificationKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The signed list of an evidence bundle's files: an in-toto Statement v1 whose subjects are the
 * files. It leaves out itself and the tag manifest, which names it; both have one accepted form.
 */
final class BundleIndexFile {
  static final String NAME = "index.dsse.json";
  static final String PREDICATE_TYPE = "https://seaworthy.dev/evidence-bundle/v1";

  private BundleIndexFile() {}

  /** The index does not hold; the message is for people. */
  static final class Refused extends Exception {
    private final transient Problem problem;

    Refused(String code, String message, String fix) {
      super(message);
      this.problem = new Problem(code, message, fix);
    }

    Problem problem() {
      return problem;
    }
  }

  /**
   * Signs a list.
   *
   * @param digests of all files, as {@link BundleDigests} gives them
   */
  static byte[] sign(SortedMap<String, String> digests, Signer key) {
    return Envelope.sign(statement(listable(digests)).bytes(), key).toFile();
  }

  /** Those of {@code digests} that an index lists. */
  static SortedMap<String, String> listable(SortedMap<String, String> digests) {
    SortedMap<String, String> listable = new TreeMap<>(digests);
    listable.keySet().removeAll(Set.of(NAME, BagIt.TAG_MANIFEST));
    return listable;
  }

  /**
   * What an index lists, by name.
   *
   * @param key whose index it must be
   */
  static SortedMap<String, String> listed(byte[] file, VerificationKey key) throws Refused {
    try {
      Envelope envelope = Envelope.parse(file);
      requireSigned(envelope, key);
      return listed(envelope.payload());
    } catch (NotCanonicalException e) {
      throw malformed(e.getMessage());
    }
  }

  private static void requireSigned(Envelope envelope, VerificationKey key) throws Refused {
    if (!envelope.keyId().equals(key.id())) {
      throw new Refused(
          "WRONG_KEY",
          "the index names the key `%s`, not `%s`"
              .formatted(BundleNames.shown(envelope.keyId()), key.id()),
          "name the public key of who sealed the bundle, from a source you trust");
    }
    if (!envelope.isSignedBy(key)) {
      throw new Refused(
          "BAD_SIGNATURE",
          "the index is not what `%s` signed".formatted(key.id()),
          BundleReport.FIX);
    }
  }

  private static SortedMap<String, String> listed(byte[] payload) throws Refused {
    CanonicalJson json = CanonicalJson.requireCanonical(payload);
    SortedMap<String, String> listed = new TreeMap<>();
    for (JsonNode subject : json.node().path("subject")) {
      String name = subject.path("name").asText();
      JsonNode digest = subject.path("digest");
      if (digest.size() != 1 || !digest.path("sha256").isTextual()) {
        throw new Refused(
            "UNKNOWN_ALGORITHM",
            "the index gives `%s` no SHA-256 digest, or others too"
                .formatted(BundleNames.shown(name)),
            "get a bundle that this version of seaworthy can check");
      }
      if (listed.put(name, digest.path("sha256").asText()) != null) {
        throw malformed("it lists `%s` twice".formatted(BundleNames.shown(name)));
      }
    }
    // One form: whatever else a statement may say, an index of these files says exactly this.
    if (!json.equals(statement(listed))) {
      throw malformed("it is not the index of an evidence bundle");
    }
    return listed;
  }

  private static CanonicalJson statement(SortedMap<String, String> digests) {
    List<Object> subjects = new ArrayList<>();
    digests.forEach(
        (name, hex) -> subjects.add(Map.of("name", name, "digest", Map.of("sha256", hex))));
    return CanonicalJson.of(
        Map.of(
            "_type",
            Statement.TYPE,
            "subject",
            subjects,
            "predicateType",
            PREDICATE_TYPE,
            "predicate",
            Map.of("files", subjects.size())));
  }

  private static Refused malformed(String how) {
    return new Refused("BAD_INDEX", "the index cannot be read: " + how, BundleReport.FIX);
  }
}
