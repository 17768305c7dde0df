package dev.seaworthy.collectors.attestation;

import dev.seaworthy.collectors.document.Tree;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What a log's entry says was signed, by whom: Rekor's types {@code hashedrekord} and {@code dsse}.
 */
final class LoggedSignature {
  private final Members entry;

  LoggedSignature(byte[] body) throws Refusal {
    this.entry = Members.read(body, "the log's entry", "bad-log-entry");
  }

  /** An entry about another signature, key or content proves nothing about this one. */
  void requireAbout(Content content, SignatureKey key, byte[] leaf) throws Refusal {
    String kind = entry.text("kind") + " " + entry.text("apiVersion");
    Members spec = entry.object("spec");
    switch (kind) {
      case "hashedrekord 0.0.1" -> hashed(spec, content, key, leaf);
      case "hashedrekord 0.0.2" -> hashed2(spec.object("hashedRekordV002"), content, key, leaf);
      case "dsse 0.0.1" -> dsse(spec, content, key, leaf);
      default ->
          throw new Refusal("unknown-log-entry", "`%s` is no known type of entry".formatted(kind));
    }
  }

  private static void hashed(Members spec, Content content, SignatureKey key, byte[] leaf)
      throws Refusal {
    Members hash = spec.object("data").object("hash");
    Members signature = spec.object("signature");
    SignatureKey.Hash algorithm =
        hash.text("algorithm").equals("sha256")
            ? SignatureKey.Hash.SHA256
            : SignatureKey.Hash.SHA384;
    require(HexFormat.of().formatHex(digest(content, algorithm)), hash.text("value"));
    require(encoded(content.signature()), signature.text("content"));
    requireKey(signature.object("publicKey").bytes("content"), key, leaf);
  }

  private static void hashed2(Members spec, Content content, SignatureKey key, byte[] leaf)
      throws Refusal {
    Members data = spec.object("data");
    Members signature = spec.object("signature");
    SignatureKey.Hash hash = SignatureKey.Hash.named(data.text("algorithm"));
    require(encoded(digest(content, hash)), data.text("digest"));
    require(encoded(content.signature()), signature.text("content"));
    Members verifier = signature.object("verifier");
    boolean certified = verifier.has("x509Certificate");
    byte[] der = verifier.object(certified ? "x509Certificate" : "publicKey").bytes("rawBytes");
    requireDer(der, key, leaf);
  }

  private static void dsse(Members spec, Content content, SignatureKey key, byte[] leaf)
      throws Refusal {
    if (!(content instanceof DsseEnvelope envelope)) {
      throw other();
    }
    require(
        HexFormat.of().formatHex(SignatureKey.Hash.SHA256.of(envelope.payload())),
        spec.object("payloadHash").text("value"));
    for (Tree item : spec.items("signatures")) {
      Members one = Members.of(item, "a logged signature");
      if (one.text("signature").equals(encoded(content.signature()))) {
        requireKey(one.bytes("verifier"), key, leaf);
        return;
      }
    }
    throw other();
  }

  private static byte[] digest(Content content, SignatureKey.Hash hash) throws Refusal {
    if (content instanceof MessageSignature message) {
      if (message.hash() != hash) {
        throw other();
      }
      return message.digest();
    }
    return hash.of(content.message());
  }

  private static void requireKey(byte[] pem, SignatureKey key, byte[] leaf) throws Refusal {
    String text = new String(pem, StandardCharsets.ISO_8859_1);
    requireDer(Pem.der(text), key, leaf);
  }

  private static void requireDer(byte[] der, SignatureKey key, byte[] leaf) throws Refusal {
    if (!Arrays.equals(der, leaf) && !Arrays.equals(der, key.publicKeyInfo())) {
      throw new Refusal("other-log-entry", "the log's entry is about another key");
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static void require(String ours, String logged) throws Refusal {
    if (!ours.equals(logged)) {
      throw other();
    }
  }

  private static Refusal other() {
    return new Refusal("other-log-entry", "the log's entry is about another signature");
  }
}
