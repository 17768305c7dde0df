package dev.seaworthy.engine.policy.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.policy.PolicyException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * A bundle's signature as OPA has it: one JSON Web Signature (RFC 7515, compact, ES256) over the
 * names and digests of every file but itself.
 */
public final class BundleSignature {
  private static final String HASH = "SHA-256";

  private BundleSignature() {}

  /**
   * Signs the files; what stands in {@code .signatures.json} before is not looked at.
   *
   * @return the content of {@code .signatures.json}, in canonical form
   */
  public static byte[] sign(BundleFiles files, BundleSigner signer) {
    List<Object> listed = new ArrayList<>();
    hashes(files)
        .forEach((name, hash) -> listed.add(Map.of("name", name, "hash", hash, "algorithm", HASH)));
    CanonicalJson payload = CanonicalJson.of(Map.of("files", listed, "keyid", signer.key().id()));
    String signed = CompactJws.signingInput(payload.bytes());
    byte[] signature = signer.sign(signed.getBytes(StandardCharsets.US_ASCII));
    String token = signed + "." + CompactJws.encode(signature);
    return CanonicalJson.of(Map.of("signatures", List.of(token))).bytes();
  }

  /**
   * Checks that one of the trusted keys signed exactly these files.
   *
   * @param label what to call the bundle in messages
   * @return the key that signed
   * @throws PolicyException if not; says in which way
   */
  public static BundleKey verify(BundleFiles files, Collection<BundleKey> trusted, String label)
      throws PolicyException {
    CompactJws token = CompactJws.read(token(files, label), label);
    JsonNode payload = token.payload();
    BundleKey key = signer(token, payload, trusted, label);
    compare(signedHashes(payload, label), files, label);
    return key;
  }

  /**
   * Whether a signature file speaks of exactly these files, whoever signed it.
   *
   * @throws PolicyException if it is no signature file, or one of other files
   */
  public static void fits(BundleFiles files, String label) throws PolicyException {
    JsonNode payload = CompactJws.read(token(files, label), label).payload();
    compare(signedHashes(payload, label), files, label);
  }

  private static String token(BundleFiles files, String label) throws PolicyException {
    byte[] json =
        files
            .get(BundleFiles.SIGNATURES)
            .orElseThrow(
                () ->
                    new PolicyException(
                        "BUNDLE_UNSIGNED",
                        "`%s` is not signed".formatted(label),
                        "sign it with `seaworthy policy sign --key PRIVATE.pem`"));
    JsonNode document = parse(json, label);
    JsonNode tokens = document.path("signatures");
    if (document.size() != 1 || tokens.size() != 1 || !tokens.path(0).isTextual()) {
      throw malformed(label, "`.signatures.json` holds other than one compact signature");
    }
    return tokens.path(0).textValue();
  }

  /** A key id is a hint: only keys that are trusted count, whatever a signature says of itself. */
  private static BundleKey signer(
      CompactJws token, JsonNode payload, Collection<BundleKey> trusted, String label)
      throws PolicyException {
    String named = payload.path("keyid").asText(token.keyId());
    for (BundleKey key : trusted) {
      if (token.isMadeBy(key)) {
        return key;
      }
    }
    boolean known = trusted.stream().anyMatch(key -> key.id().equals(named));
    if (known) {
      throw new PolicyException(
          "BUNDLE_SIGNATURE",
          "`%s` has a signature that its key did not make".formatted(label),
          "fetch the bundle anew; do not use this one");
    }
    String by = named.isEmpty() ? "" : " `" + ArchiveReader.printable(named) + "`";
    throw new PolicyException(
        "BUNDLE_UNTRUSTED",
        "`%s` is signed by a key%s that is not trusted".formatted(label, by),
        "name the publisher's public key with `--trust-key PUBLIC.pem`");
  }

  private static Map<String, String> signedHashes(JsonNode payload, String label)
      throws PolicyException {
    Map<String, String> hashes = new TreeMap<>();
    for (JsonNode file : payload.path("files")) {
      boolean plain =
          file.size() == 3
              && file.path("name").isTextual()
              && file.path("hash").isTextual()
              && file.path("algorithm").asText().equals(HASH);
      if (!plain) {
        throw malformed(label, "a file in its signature has other than name, hash and " + HASH);
      }
      if (hashes.put(file.path("name").textValue(), file.path("hash").textValue()) != null) {
        throw malformed(label, "its signature lists a file twice");
      }
    }
    return hashes;
  }

  private static void compare(Map<String, String> signed, BundleFiles files, String label)
      throws PolicyException {
    Map<String, String> found;
    try {
      found = hashes(files);
    } catch (NotCanonicalException e) {
      throw malformed(label, "a file in it has no digest, " + e.getMessage());
    }
    for (String name : found.keySet()) {
      if (!signed.containsKey(name)) {
        throw changed(label, "holds `%s`, which was not signed".formatted(name));
      }
      if (!found.get(name).equals(signed.get(name))) {
        throw changed(label, "holds `%s`, which was changed after signing".formatted(name));
      }
    }
    for (String name : signed.keySet()) {
      if (!found.containsKey(name)) {
        throw changed(
            label, "lacks `%s`, which was signed".formatted(ArchiveReader.printable(name)));
      }
    }
  }

  private static Map<String, String> hashes(BundleFiles files) {
    Map<String, String> hashes = new TreeMap<>();
    SortedSet<String> names = files.names();
    names.remove(BundleFiles.SIGNATURES);
    names.forEach(
        name -> files.get(name).ifPresent(it -> hashes.put(name, StructuralHash.of(name, it))));
    return hashes;
  }

  private static JsonNode parse(byte[] json, String label) throws PolicyException {
    try {
      return StrictJson.parse(json);
    } catch (NotCanonicalException e) {
      throw malformed(label, "`.signatures.json` is not readable, " + e.getMessage());
    }
  }

  private static PolicyException changed(String label, String how) {
    return new PolicyException(
        "BUNDLE_CHANGED",
        "`%s` %s".formatted(label, how),
        "fetch the bundle anew, or sign it anew if you changed it yourself");
  }

  static PolicyException malformed(String label, String how) {
    return new PolicyException(
        "BUNDLE_SIGNATURE",
        "`%s` has an unusable signature: %s".formatted(label, how),
        "sign the bundle with `seaworthy policy sign --key PRIVATE.pem`");
  }
}
