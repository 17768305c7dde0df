package dev.seaworthy.engine.preserve;

import java.util.HexFormat;

/**
 * A hash value of any algorithm. Ordered as RFC 4998 orders them: by their bytes, unsigned.
 *
 * @param hex its lower-case hexadecimal digits, which order as the bytes do
 */
public record Hash(String hex) implements Comparable<Hash> {
  static Hash of(byte[] bytes) {
    return new Hash(HexFormat.of().formatHex(bytes));
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public int compareTo(Hash other) {
    return hex.compareTo(other.hex);
  }
}
