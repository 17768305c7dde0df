package dev.seaworthy.engine.key;

/**
 * A key that something else keeps: a token or a service. What it gives is brought into the one form
 * that we accept, and believed only where the public key verifies it.
 */
public final class ForeignSigner implements Signer {
  /** Signs with the key, which never leaves it. */
  @FunctionalInterface
  public interface Keeper {
    /**
     * An ECDSA signature over the SHA-256 of {@code message}, as ASN.1 DER, whatever its s.
     *
     * @throws KeyException if there is none; the message is for people and holds no secret
     */
    byte[] sign(byte[] message) throws KeyException;
  }

  private final String name;
  private final VerificationKey key;
  private final Keeper keeper;

  /**
   * A signer.
   *
   * @param name how the user named the key; holds no secret
   */
  public ForeignSigner(String name, VerificationKey key, Keeper keeper) {
    this.name = name;
    this.key = key;
    this.keeper = keeper;
  }

  /** How the key is named, with the version that was pinned; holds no secret. */
  public String name() {
    return name;
  }

  @Override
  public VerificationKey verificationKey() {
    return key;
  }

  @Override
  public byte[] sign(byte[] message) {
    try {
      byte[] signature = P256.lowered(keeper.sign(message.clone()));
      if (!key.verifies(message, signature)) {
        throw new KeyException("what it gave is no signature of `%s`".formatted(key.id()));
      }
      return signature;
    } catch (KeyException e) {
      throw new SignerException(name, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String toString() {
    return "ForeignSigner[" + name + ", " + key.id() + "]";
  }
}
