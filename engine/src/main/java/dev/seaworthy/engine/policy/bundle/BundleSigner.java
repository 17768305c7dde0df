package dev.seaworthy.engine.policy.bundle;

import dev.seaworthy.engine.key.KeyException;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.policy.PolicyException;
import java.security.SecureRandom;

/**
 * A private key that signs policy bundles: ES256 with deterministic nonces (RFC 6979), so that
 * signing the same files again gives the same bytes.
 */
public final class BundleSigner {
  private final SigningKey key;

  private BundleSigner(SigningKey key) {
    this.key = key;
  }

  /** A new key. */
  public static BundleSigner generate(SecureRandom random) {
    return new BundleSigner(SigningKey.generate(random));
  }

  /**
   * Reads PKCS#8 in PEM.
   *
   * @param label what to call the key in messages: its file name
   * @throws PolicyException if it is not an unencrypted P-256 private key; the message never holds
   *     key material
   */
  public static BundleSigner fromPem(String pem, String label) throws PolicyException {
    byte[] der = PemText.decode(pem, "PRIVATE KEY", label);
    try {
      return new BundleSigner(SigningKey.fromPkcs8(der));
    } catch (KeyException e) {
      throw new PolicyException(
          "BUNDLE_KEY",
          "`%s` is not a P-256 private key in PKCS#8".formatted(label),
          "make a key pair with `seaworthy keys generate`");
    }
  }

  /** PKCS#8 in PEM, unencrypted: keep the file readable by its owner alone. */
  public String toPem() {
    return key.toPem();
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
