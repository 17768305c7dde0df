package dev.seaworthy.engine.disclosure;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The salts of leaves, in base64: HMAC-SHA-256 of the pointer under a seed, so that each is as hard
 * to guess as the seed, whatever others are known.
 */
public final class Salts implements UnaryOperator<String> {
  /** How many bytes a seed and a salt have. */
  public static final int BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final Mac mac;

  /**
   * @param seed that nobody can guess
   */
  public Salts(byte[] seed) {
    if (seed.length != BYTES) {
      throw new IllegalArgumentException("a seed has 32 bytes");
    }
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(seed, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
    }
  }

  /** The salt of the leaf at a pointer. */
  @Override
  public String apply(String pointer) {
    byte[] salt = mac.doFinal(pointer.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(salt);
  }
}
