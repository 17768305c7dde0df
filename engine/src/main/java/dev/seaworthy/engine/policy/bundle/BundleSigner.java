package dev.seaworthy.engine.policy.bundle;

import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.key.SigningKey;
import java.security.SecureRandom;

/**
 * What signs policy bundles, by ES256. A key in memory has deterministic nonces (RFC 6979), so that
 * signing the same files again gives the same bytes.
 */
public final class BundleSigner {
  private final Signer key;

  private BundleSigner(Signer key) {
    this.key = key;
  }

  /** By a key that was made before. */
  public static BundleSigner of(Signer key) {
    return new BundleSigner(key);
  }

  /** A new key. */
  public static BundleSigner generate(SecureRandom random) {
    return new BundleSigner(SigningKey.generate(random));
  }

  /** The public half. */
  public BundleKey key() {
    return BundleKey.of(key.verificationKey());
  }

  /** R and S side by side, as JSON Web Signatures have them. */
  byte[] sign(byte[] message) {
    return key.signRaw(message);
  }
}
