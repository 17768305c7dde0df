package dev.seaworthy.collectors.attestation;

import dev.seaworthy.engine.json.Digest;
import java.util.List;

/**
 * Cosign's classic signature of an image: a payload in the form of Red Hat's simple signing, and
 * the signature apart from it
 * (https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md).
 */
final class SimpleSignature implements Content {
  static final String TYPE = "cosign container image signature";

  private final byte[] payload;
  private final byte[] signature;

  SimpleSignature(byte[] payload, byte[] signature) {
    this.payload = payload;
    this.signature = signature;
  }

  @Override
  public byte[] signature() {
    return signature;
  }

  @Override
  public boolean isSignedBy(SignatureKey key) {
    return key.verifies(payload, signature);
  }

  @Override
  public byte[] message() {
    return payload;
  }

  @Override
  public Statement statement() throws Refusal {
    Members critical = Members.read(payload, "the payload", "bad-payload").object("critical");
    if (!critical.text("type").equals(TYPE)) {
      throw new Refusal(
          "payload-type", "the payload's type is `%s`".formatted(critical.text("type")));
    }
    String digest = critical.object("image").text("docker-manifest-digest");
    if (!Digest.isWellFormed(digest)) {
      throw new Refusal("bad-digest", "the payload names no SHA-256 digest of an image");
    }
    String name = critical.object("identity").textOrNothing("docker-reference");
    return new Statement(
        "",
        List.of(new Statement.Subject(name, List.of(digest))),
        MessageSignature.SIGNED,
        Statement.NO_PREDICATE);
  }
}
