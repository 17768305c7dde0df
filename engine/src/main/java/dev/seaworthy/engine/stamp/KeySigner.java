package dev.seaworthy.engine.stamp;

import dev.seaworthy.engine.key.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.ContentSigner;

/** Our deterministic signatures where Bouncy Castle wants a signer. */
final class KeySigner implements ContentSigner {
  private final SigningKey key;
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();

  KeySigner(SigningKey key) {
    this.key = key;
  }

  @Override
  public AlgorithmIdentifier getAlgorithmIdentifier() {
    return new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
  }

  @Override
  public OutputStream getOutputStream() {
    return message;
  }

  @Override
  public byte[] getSignature() {
    return key.sign(message.toByteArray());
  }
}
