package dev.seaworthy.collectors.network;

import com.google.common.net.InetAddresses;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A block of IP addresses.
 *
 * @param first its first address as a number
 * @param prefix how many leading bits are fixed
 * @param bits 32 or 128
 */
public record Cidr(BigInteger first, int prefix, int bits) {
  /** How many bits an address of IPv6 has. */
  public static final int IPV6_BITS = 128;

  /** Reads {@code 10.0.0.0/8}; empty if it is no block. Host bits may be set, as in Kubernetes. */
  public static Optional<Cidr> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("0|[1-9][0-9]{0,2}")) {
      return Optional.empty();
    }
    String address = text.substring(0, slash);
    if (!InetAddresses.isInetAddress(address) || address.contains("%")) {
      return Optional.empty();
    }
    int bits = address.contains(":") ? IPV6_BITS : 32;
    int prefix = Integer.parseInt(text.substring(slash + 1));
    byte[] bytes = InetAddresses.forString(address).getAddress();
    if (prefix > bits || bytes.length * Byte.SIZE != bits) {
      return Optional.empty();
    }
    BigInteger number = new BigInteger(1, bytes);
    return Optional.of(
        new Cidr(number.shiftRight(bits - prefix).shiftLeft(bits - prefix), prefix, bits));
  }

  /** Whether {@code inner} lies within this block and is smaller. */
  boolean strictlyContains(Cidr inner) {
    return bits == inner.bits
        && prefix < inner.prefix
        && inner.first.shiftRight(bits - prefix).equals(first.shiftRight(bits - prefix));
  }
}
