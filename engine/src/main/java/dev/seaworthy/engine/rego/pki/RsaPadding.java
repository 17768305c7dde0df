package dev.seaworthy.engine.rego.pki;

import java.security.MessageDigest;
import java.util.Arrays;

/** What RSA signs: the padded hash (RFC 8017, section 9). */
final class RsaPadding {
  private static final int TRAILER = 0xbc;

  private RsaPadding() {}

  /** EMSA-PKCS1-v1_5; nothing if the key is too short for the hash. */
  static byte[] pkcs1(Hash hash, byte[] message, int length) {
    byte[] digest = hash.digest(message);
    int padding = length - 3 - hash.prefix().length - digest.length;
    if (padding < 8) {
      return new byte[0];
    }
    byte[] padded = new byte[length];
    padded[1] = 1;
    Arrays.fill(padded, 2, 2 + padding, (byte) 0xff);
    System.arraycopy(hash.prefix(), 0, padded, 3 + padding, hash.prefix().length);
    System.arraycopy(digest, 0, padded, length - digest.length, digest.length);
    return padded;
  }

  /**
   * EMSA-PSS with MGF1.
   *
   * @param bits one less than the modulus has
   */
  static byte[] pss(Hash hash, byte[] message, byte[] salt, int bits) {
    byte[] digest = hash.digest(new byte[8], hash.digest(message), salt);
    int length = (bits + 7) / 8;
    int masked = length - digest.length - 1;
    byte[] padded = new byte[length];
    padded[masked - salt.length - 1] = 1;
    System.arraycopy(salt, 0, padded, masked - salt.length, salt.length);
    mask(hash, digest, padded, masked);
    padded[0] &= (byte) (0xff >> (8 * length - bits));
    System.arraycopy(digest, 0, padded, masked, digest.length);
    padded[length - 1] = (byte) TRAILER;
    return padded;
  }

  /**
   * Whether this is EMSA-PSS of a message.
   *
   * @param opened what the signature holds, as long as the modulus
   * @param saltBytes how long the salt is; -1 for any length
   */
  static boolean isPss(Hash hash, byte[] message, byte[] opened, int bits, int saltBytes) {
    int length = (bits + 7) / 8;
    if (opened.length > length && opened[0] != 0) {
      return false;
    }
    byte[] padded = Arrays.copyOfRange(opened, opened.length - length, opened.length);
    byte[] messageDigest = hash.digest(message);
    int masked = length - messageDigest.length - 1;
    int unused = 8 * length - bits;
    if (masked < 1
        || (padded[length - 1] & 0xff) != TRAILER
        || (padded[0] & 0xff) >> (8 - unused) != 0) {
      return false;
    }
    byte[] digest = Arrays.copyOfRange(padded, masked, length - 1);
    mask(hash, digest, padded, masked);
    padded[0] &= (byte) (0xff >> unused);
    int one = 0;
    while (one < masked && padded[one] == 0) {
      one++;
    }
    boolean isShaped =
        one < masked && padded[one] == 1 && (saltBytes < 0 || masked - one - 1 == saltBytes);
    return isShaped
        && MessageDigest.isEqual(
            digest,
            hash.digest(new byte[8], messageDigest, Arrays.copyOfRange(padded, one + 1, masked)));
  }

  /** MGF1: mixes the hash's stream into the first bytes. */
  private static void mask(Hash hash, byte[] seed, byte[] padded, int length) {
    byte[] stream = new byte[0];
    for (int i = 0, counter = 0; i < length; i++) {
      int within = i % seed.length;
      if (within == 0) {
        byte[] number = {
          (byte) (counter >> 24), (byte) (counter >> 16), (byte) (counter >> 8), (byte) counter
        };
        stream = hash.digest(seed, number);
        counter++;
      }
      padded[i] ^= stream[within];
    }
  }
}
