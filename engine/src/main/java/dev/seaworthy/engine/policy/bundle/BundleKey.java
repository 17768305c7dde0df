package dev.seaworthy.engine.policy.bundle;

import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.PolicyException;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public key that policy bundles may be signed with: ECDSA on P-256 with SHA-256, which JSON Web
 * Signatures call ES256.
 */
public final class BundleKey {
  /** R and S, 32 bytes each. */
  static final int SIGNATURE_LENGTH = 64;

  private static final int HALF = SIGNATURE_LENGTH / 2;
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  /** The SubjectPublicKeyInfo of every uncompressed P-256 key, up to its point (RFC 5480). */
  private static final byte[] P256_PREFIX =
      HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");

  private static final int POINT_LENGTH = 65;

  private final PublicKey key;
  private final byte[] point;

  private BundleKey(PublicKey key, byte[] point) {
    this.key = key;
    this.point = point;
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
      PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
      return new BundleKey(key, Arrays.copyOfRange(der, P256_PREFIX.length, der.length));
    } catch (GeneralSecurityException e) {
      throw notP256(label);
    }
  }

  /** The key's OpenSSH fingerprint, {@code SHA256:…}, which is how seals name keys too. */
  public String id() {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    for (byte[] part : new byte[][] {ascii("ecdsa-sha2-nistp256"), ascii("nistp256"), point}) {
      wire.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
      wire.writeBytes(part);
    }
    byte[] digest = Digest.sha256().digest(wire.toByteArray());
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
  }

  /** A SubjectPublicKeyInfo in PEM. */
  public String toPem() {
    return PemText.encode("PUBLIC KEY", key.getEncoded());
  }

  static BundleKey ofPoint(byte[] point) {
    byte[] der = Arrays.copyOf(P256_PREFIX, P256_PREFIX.length + POINT_LENGTH);
    System.arraycopy(point, 0, der, P256_PREFIX.length, POINT_LENGTH);
    try {
      PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
      return new BundleKey(key, point.clone());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a point computed on the curve is a key", e);
    }
  }

  /** Whether {@code signature}, R and S side by side, is this key's over {@code message}. */
  boolean verifies(byte[] message, byte[] signature) {
    // Some Java 17 releases accept zeros as a signature of anything (CVE-2022-21449).
    if (signature.length != SIGNATURE_LENGTH
        || !inRange(Arrays.copyOf(signature, HALF))
        || !inRange(Arrays.copyOfRange(signature, HALF, SIGNATURE_LENGTH))) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("the key was checked when it was read", e);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static boolean inRange(byte[] number) {
    BigInteger value = new BigInteger(1, number);
    return value.signum() > 0 && value.compareTo(ORDER) < 0;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static PolicyException notP256(String label) {
    return new PolicyException(
        "BUNDLE_KEY",
        "`%s` is not a P-256 public key".formatted(label),
        "give the public half of a key made by `seaworthy keys generate`");
  }
}
