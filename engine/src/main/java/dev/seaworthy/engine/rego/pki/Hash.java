package dev.seaworthy.engine.rego.pki;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;

/** A hash function of the SHA-2 family, as signatures use it. */
@SuppressWarnings("ImmutableEnumChecker") // What its fields hold never changes.
public enum Hash {
  SHA256("SHA-256", "HmacSHA256", "3031300d060960864801650304020105000420"),
  SHA384("SHA-384", "HmacSHA384", "3041300d060960864801650304020205000430"),
  SHA512("SHA-512", "HmacSHA512", "3051300d060960864801650304020305000440");

  private final String id;
  private final String macId;
  private final byte[] prefix;

  Hash(String id, String macId, String prefix) {
    this.id = id;
    this.macId = macId;
    this.prefix = HexFormat.of().parseHex(prefix);
  }

  /** What stands before the digest in an RSA signature (RFC 8017, EMSA-PKCS1-v1_5). */
  byte[] prefix() {
    return prefix;
  }

  /** How long the hash is. */
  public int bytes() {
    return prefix[prefix.length - 1];
  }

  public byte[] digest(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance(id);
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + id, e);
    }
  }

  /** The keyed hash (RFC 2104). */
  public byte[] mac(byte[] key, byte[] message) {
    return mac(macId, key, message);
  }

  /** The keyed hash by the JDK's name for it. */
  public static byte[] mac(String algorithm, byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      // The JDK takes no empty key; padded with zeros, it is the same key.
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
      return mac.doFinal(message);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  Digest lightweight() {
    return switch (this) {
      case SHA256 -> new SHA256Digest();
      case SHA384 -> new SHA384Digest();
      case SHA512 -> new SHA512Digest();
    };
  }
}
