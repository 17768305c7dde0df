package dev.seaworthy.engine.rego.jose;

import dev.seaworthy.engine.rego.pki.AnyPrivateKey;
import dev.seaworthy.engine.rego.pki.AnyPublicKey;
import org.jspecify.annotations.Nullable;

/** A key that checks or makes signatures: public, private, or a shared secret. */
public final class JoseKey {
  private final @Nullable AnyPublicKey publicKey;
  private final @Nullable AnyPrivateKey privateKey;
  private final byte @Nullable [] secret;

  private JoseKey(
      @Nullable AnyPublicKey publicKey,
      @Nullable AnyPrivateKey privateKey,
      byte @Nullable [] secret) {
    this.publicKey = publicKey;
    this.privateKey = privateKey;
    this.secret = secret;
  }

  public static JoseKey of(AnyPublicKey key) {
    return new JoseKey(key, null, null);
  }

  public static JoseKey of(AnyPrivateKey key) {
    return new JoseKey(null, key, null);
  }

  public static JoseKey of(byte[] secret) {
    return new JoseKey(null, null, secret.clone());
  }

  /** The public key, unless this is another kind of key. */
  public @Nullable AnyPublicKey publicKey() {
    return publicKey;
  }

  /** The public key, be it a private key's. */
  @Nullable AnyPublicKey anyPublicKey() {
    return privateKey == null ? publicKey : privateKey.publicKey();
  }

  @Nullable AnyPrivateKey privateKey() {
    return privateKey;
  }

  byte @Nullable [] secret() {
    return secret;
  }

  @Override
  public String toString() {
    return "a key";
  }
}
