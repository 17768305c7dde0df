package dev.seaworthy.collectors.attestation;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.key.PreAuthentication;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A DSSE envelope (Dead Simple Signing Envelope v1.0) as anybody may write it, unlike that of our
 * own seals, which has one form.
 */
final class DsseEnvelope implements Content {
  /** One signature; its key's id is not signed itself, and proves nothing. */
  static final class Signature {
    private final String keyId;
    private final byte[] bytes;

    Signature(String keyId, byte[] bytes) {
      this.keyId = keyId;
      this.bytes = bytes;
    }

    String keyId() {
      return keyId;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  static final String IN_TOTO = "application/vnd.in-toto+json";

  /** Nobody means to have more people sign. */
  private static final int MAX_SIGNATURES = 100;

  private final String payloadType;
  private final byte[] payload;
  private final List<Signature> signatures;

  DsseEnvelope(String payloadType, byte[] payload, List<Signature> signatures) {
    this.payloadType = payloadType;
    this.payload = payload;
    this.signatures = List.copyOf(signatures);
  }

  byte[] payload() {
    return payload;
  }

  List<Signature> signatures() {
    return signatures;
  }

  static DsseEnvelope read(Members members) throws Refusal {
    members.only(Set.of("payload", "payloadType", "signatures"));
    List<Signature> signatures = new ArrayList<>();
    for (Tree item : members.items("signatures")) {
      // `cert` is an extension of in-toto's tools: https://github.com/secure-systems-lab/dsse
      Members one = Members.of(item, "a signature").only(Set.of("keyid", "sig", "cert"));
      signatures.add(new Signature(one.textOrNothing("keyid"), one.bytes("sig")));
    }
    if (signatures.isEmpty()) {
      throw new Refusal("no-signature", "the envelope has no signature");
    }
    if (signatures.size() > MAX_SIGNATURES) {
      throw new Refusal(
          "too-many-signatures", "the envelope has more than %d".formatted(MAX_SIGNATURES));
    }
    return new DsseEnvelope(members.text("payloadType"), members.bytes("payload"), signatures);
  }

  @Override
  public boolean isSignedBy(SignatureKey key) {
    byte[] message = message();
    return signatures.stream().anyMatch(one -> key.verifies(message, one.bytes()));
  }

  @Override
  public byte[] signature() {
    return signatures.get(0).bytes();
  }

  @Override
  public byte[] message() {
    return PreAuthentication.of(payloadType, payload);
  }

  @Override
  public Statement statement() throws Refusal {
    if (!payloadType.equals(IN_TOTO)) {
      throw new Refusal(
          "payload-type",
          "the payload's type is `%s`, and not `%s`".formatted(payloadType, IN_TOTO));
    }
    return Statement.read(payload);
  }
}
