package dev.seaworthy.engine.disclosure;

import dev.seaworthy.engine.json.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.function.UnaryOperator;

/**
 * The salts of leaves, in base64: HMAC-SHA-256 of the pointer under a seed, so that each is as hard
 * to guess as the seed, whatever others are known. Many threads may use it.
 *
 * <p>HMAC (RFC 2104) hashes a block made of the key before each of its two texts. A bundle has half
 * a million leaves, so that both blocks are hashed once, and each salt goes on from there (section
 * 4 of the RFC); {@code javax.crypto.Mac} hashes them for every text.
 */
public final class Salts implements UnaryOperator<String> {
  /** How many bytes a seed and a salt have. */
  public static final int BYTES = 32;

  private static final int BLOCK_BYTES = 64;
  private static final byte INNER_PAD = 0x36;
  private static final byte OUTER_PAD = 0x5c;

  private final MessageDigest inner;
  private final MessageDigest outer;

  /**
   * @param seed that nobody can guess
   */
  public Salts(byte[] seed) {
    if (seed.length != BYTES) {
      throw new IllegalArgumentException("a seed has 32 bytes");
    }
    inner = after(seed, INNER_PAD);
    outer = after(seed, OUTER_PAD);
  }

  /** The salt of the leaf at a pointer. */
  @Override
  public String apply(String pointer) {
    byte[] hash = copy(inner).digest(pointer.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(copy(outer).digest(hash));
  }

  private static MessageDigest after(byte[] seed, byte pad) {
    byte[] block = new byte[BLOCK_BYTES];
    for (int i = 0; i < block.length; i++) {
      block[i] = (byte) ((i < seed.length ? seed[i] : 0) ^ pad);
    }
    MessageDigest sha = Digest.sha256();
    sha.update(block);
    return sha;
  }

  private static MessageDigest copy(MessageDigest sha) {
    try {
      return (MessageDigest) sha.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the platform's SHA-256 can be copied", e);
    }
  }
}
