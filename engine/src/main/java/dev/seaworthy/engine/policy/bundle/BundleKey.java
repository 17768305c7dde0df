package dev.seaworthy.engine.policy.bundle;

import dev.seaworthy.engine.key.KeyException;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.policy.PolicyException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A public key that policy bundles may be signed with: ECDSA on P-256 with SHA-256, which JSON Web
 * Signatures call ES256. Only the one encoding that every program writes is taken.
 */
public final class BundleKey {
  /** The SubjectPublicKeyInfo of every uncompressed P-256 key, up to its point (RFC 5480). */
  private static final byte[] P256_PREFIX =
      HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");

  private static final int POINT_LENGTH = 65;

  private final VerificationKey key;

  private BundleKey(VerificationKey key) {
    this.key = key;
  }

  /**
   * Reads a SubjectPublicKeyInfo in PEM.
   *
   * @param label what to call the key in messages: its file name
   * @throws PolicyException if it is not an uncompressed P-256 public key
   */
  public static BundleKey fromPem(String pem, String label) throws PolicyException {
    byte[] der = PemText.decode(pem, "PUBLIC KEY", label);
    boolean isP256 =
        der.length == P256_PREFIX.length + POINT_LENGTH
            && Arrays.equals(der, 0, P256_PREFIX.length, P256_PREFIX, 0, P256_PREFIX.length);
    if (!isP256) {
      throw notP256(label);
    }
    try {
      return new BundleKey(VerificationKey.fromPublicKeyInfo(der));
    } catch (KeyException e) {
      throw notP256(label);
    }
  }

  static BundleKey of(VerificationKey key) {
    return new BundleKey(key);
  }

  /** The key's OpenSSH fingerprint, {@code SHA256:…}, which is how seals name keys too. */
  public String id() {
    return key.id();
  }

  /** A SubjectPublicKeyInfo in PEM. */
  public String toPem() {
    return key.toPem();
  }

  /** Whether {@code signature}, R and S side by side, is this key's over {@code message}. */
  boolean verifies(byte[] message, byte[] signature) {
    return key.verifiesRaw(message, signature);
  }

  private static PolicyException notP256(String label) {
    return new PolicyException(
        "BUNDLE_KEY",
        "`%s` is not a P-256 public key".formatted(label),
        "give the public half of a key made by `seaworthy keys generate`");
  }
}
