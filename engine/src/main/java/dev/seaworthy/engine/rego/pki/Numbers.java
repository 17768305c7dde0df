package dev.seaworthy.engine.rego.pki;

import java.math.BigInteger;
import java.util.Arrays;

/** Natural numbers as bytes, the most significant first. */
final class Numbers {
  private Numbers() {}

  /** As few bytes as hold the number. */
  static byte[] bytes(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 && bytes.length > 1 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  /** So many bytes, which are enough. */
  static byte[] bytes(BigInteger number, int length) {
    byte[] bytes = bytes(number);
    byte[] padded = new byte[length];
    System.arraycopy(bytes, 0, padded, length - bytes.length, bytes.length);
    return padded;
  }

  static BigInteger read(byte[] bytes) {
    return new BigInteger(1, bytes);
  }
}
