package dev.seaworthy.collectors.kubernetes;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of the commitments that stand for secret values. Without it a commitment tells nothing,
 * even of a short password; with it, its owner can show that a value is the one committed to. Take
 * a fresh one for each run and do not publish it. Only demos and tests fix it, to repeat a run.
 */
public final class Salt {
  private static final int MIN_BYTES = 32;

  private final SecretKeySpec key;

  private Salt(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, "HmacSHA256");
  }

  public static Salt random() {
    byte[] bytes = new byte[MIN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Salt(bytes);
  }

  /**
   * A known salt.
   *
   * @throws IllegalArgumentException if it has fewer than 32 bytes
   */
  public static Salt of(byte[] bytes) {
    if (bytes.length < MIN_BYTES) {
      throw new IllegalArgumentException("a salt has 32 bytes at least");
    }
    return new Salt(bytes);
  }

  /** {@code sha256-hmac:} and the HMAC-SHA-256 of {@code value}, in hexadecimal. */
  public String commitment(byte[] value) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return "sha256-hmac:" + HexFormat.of().formatHex(mac.doFinal(value));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "Salt";
  }
}
