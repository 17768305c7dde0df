package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.text.IpText;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An IP address as 128 bits; those of IPv4 are mapped into IPv6 ({@code ::ffff:0:0/96}), as Go
 * holds them.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 * @param bits how long the address is as it was written: 32 or 128
 */
record IpAddress(long high, long low, int bits) {
  private static final long MAPPED = 0xffff_0000_0000L;

  /** Reads an address in numbers, without a zone; null if it is none. Names are never looked up. */
  static @Nullable IpAddress parse(String text) {
    byte[] bytes = IpText.parse(text);
    if (bytes == null) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return bytes.length == 4
        ? ofV4(Integer.toUnsignedLong(buffer.getInt()))
        : new IpAddress(buffer.getLong(), buffer.getLong(), 128);
  }

  static IpAddress ofV4(long address) {
    return new IpAddress(0, MAPPED | address, 32);
  }

  static IpAddress of(BigInteger value) {
    return new IpAddress(value.shiftRight(64).longValue(), value.longValue(), 128);
  }

  /** Whether it stands for an IPv4 address. */
  boolean isMapped() {
    return high == 0 && low >>> 32 == 0xffff;
  }

  /** The address with all bits behind a prefix cleared. */
  IpAddress masked(int prefix) {
    int of128 = prefix + 128 - bits;
    return new IpAddress(high & mask(of128), low & mask(of128 - 64), bits);
  }

  /** The last address that has the same first bits of 128. */
  IpAddress last(int prefix) {
    return new IpAddress(high | ~mask(prefix), low | ~mask(prefix - 64), bits);
  }

  boolean sharesPrefix(IpAddress other, int prefix) {
    return ((high ^ other.high) & mask(prefix)) == 0
        && ((low ^ other.low) & mask(prefix - 64)) == 0;
  }

  /** The address after this; after the last of its family comes the first. */
  IpAddress next() {
    if (bits == 32) {
      return ofV4((low + 1) & 0xffff_ffffL);
    }
    return new IpAddress(low == -1 ? high + 1 : high, low + 1, bits);
  }

  BigInteger value() {
    return unsigned(high).shiftLeft(64).or(unsigned(low));
  }

  private static BigInteger unsigned(long word) {
    return new BigInteger(Long.toUnsignedString(word));
  }

  /** So many ones, then zeros. */
  private static long mask(int ones) {
    if (ones <= 0) {
      return 0;
    }
    return ones >= 64 ? -1 : -1L << (64 - ones);
  }

  /** As RFC 5952 writes it. */
  @Override
  public String toString() {
    return IpText.write(ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array());
  }
}
