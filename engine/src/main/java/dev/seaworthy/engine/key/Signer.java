package dev.seaworthy.engine.key;

/**
 * What signs by ECDSA on P-256 with SHA-256: a key in memory, or one that a token or a service
 * keeps. Signing twice may give two signatures, so sign a thing once and keep what came.
 */
public interface Signer {
  /** The public half. */
  VerificationKey verificationKey();

  /**
   * Signs; returns the signature as ASN.1 DER, with the lower of the two possible s values.
   *
   * @throws SignerException if the key is kept elsewhere and cannot be used
   */
  byte[] sign(byte[] message);

  /**
   * Signs; returns R and S side by side, as JSON Web Signatures have them.
   *
   * @throws SignerException as {@link #sign}
   */
  default byte[] signRaw(byte[] message) {
    return P256.toRaw(sign(message));
  }
}
