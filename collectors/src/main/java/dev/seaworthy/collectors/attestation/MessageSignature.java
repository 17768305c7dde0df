package dev.seaworthy.collectors.attestation;

import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * A signature over bytes that lie elsewhere, such as an image's manifest: a bundle's {@code
 * messageSignature}.
 */
final class MessageSignature implements Content {
  /** What such a signature says of its subject, in the words of cosign's own statement. */
  static final String SIGNED = "https://sigstore.dev/cosign/sign/v1";

  private final SignatureKey.Hash hash;
  private final byte[] digest;
  private final byte[] signature;

  MessageSignature(SignatureKey.Hash hash, byte[] digest, byte[] signature) {
    this.hash = hash;
    this.digest = digest;
    this.signature = signature;
  }

  SignatureKey.Hash hash() {
    return hash;
  }

  byte[] digest() {
    return digest;
  }

  @Override
  public byte[] signature() {
    return signature;
  }

  static MessageSignature read(Members members) throws Refusal {
    members.only(Set.of("messageDigest", "signature"));
    Members digest = members.object("messageDigest").only(Set.of("algorithm", "digest"));
    if (!digest.has("digest")) {
      // So does cosign with a key of Ed25519.
      throw new Refusal(
          "no-digest", "it does not say what was signed: use another key, or `cosign attest-blob`");
    }
    SignatureKey.Hash hash = SignatureKey.Hash.named(digest.text("algorithm"));
    byte[] bytes = digest.bytes("digest");
    if (bytes.length != hash.of(new byte[0]).length) {
      throw new Refusal("bad-digest", "`digest` has not the length of its algorithm's");
    }
    return new MessageSignature(hash, bytes, members.bytes("signature"));
  }

  @Override
  public boolean isSignedBy(SignatureKey key) throws Refusal {
    if (!key.signsDigests()) {
      throw new Refusal(
          "needs-artifact",
          "an Ed25519 signature covers the artifact itself, of which only the digest is known");
    }
    return key.verifiesDigest(hash, digest, signature);
  }

  @Override
  public byte[] message() {
    return new byte[0];
  }

  @Override
  public Statement statement() {
    String named = hash.prefix() + ":" + HexFormat.of().formatHex(digest);
    return new Statement(
        "", List.of(new Statement.Subject("", List.of(named))), SIGNED, Statement.NO_PREDICATE);
  }
}
