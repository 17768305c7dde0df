package dev.seaworthy.collectors.network.reach;

import com.google.common.collect.Range;
import com.google.common.net.InetAddresses;
import dev.seaworthy.collectors.network.Cidr;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * All IP addresses on one number line: IPv4 from 0, IPv6 after it, so that a set of addresses is a
 * set of ranges.
 */
final class AddressLine {
  /** The number of {@code ::}, which is also how many addresses IPv4 has. */
  static final BigInteger IPV6_START = BigInteger.ONE.shiftLeft(Integer.SIZE);

  /** The number after the last address of IPv6. */
  static final BigInteger END = IPV6_START.add(BigInteger.ONE.shiftLeft(Cidr.IPV6_BITS));

  private AddressLine() {}

  /** The addresses of {@code block}, closed below and open above. */
  static Range<BigInteger> range(Cidr block) {
    BigInteger first =
        block.bits() == Cidr.IPV6_BITS ? block.first().add(IPV6_START) : block.first();
    BigInteger size = BigInteger.ONE.shiftLeft(block.bits() - block.prefix());
    return Range.closedOpen(first, first.add(size));
  }

  /** As people write it, such as {@code 10.0.0.1} or {@code 2001:db8::1} (RFC 5952). */
  static String address(BigInteger number) {
    return isIpv6(number)
        ? InetAddresses.toAddrString(InetAddresses.fromIPv6BigInteger(number.subtract(IPV6_START)))
        : InetAddresses.toAddrString(InetAddresses.fromIPv4BigInteger(number));
  }

  /** The fewest blocks that together are {@code range}, which is closed below and open above. */
  static List<String> blocks(Range<BigInteger> range) {
    List<String> blocks = new ArrayList<>();
    BigInteger from = range.lowerEndpoint();
    while (from.compareTo(range.upperEndpoint()) < 0) {
      boolean ipv6 = isIpv6(from);
      int bits = ipv6 ? Cidr.IPV6_BITS : Integer.SIZE;
      BigInteger start = ipv6 ? from.subtract(IPV6_START) : from;
      BigInteger end = ipv6 ? END : IPV6_START;
      BigInteger left = range.upperEndpoint().min(end).subtract(from);
      int aligned = start.signum() == 0 ? bits : start.getLowestSetBit();
      int size = Math.min(Math.min(aligned, bits), left.bitLength() - 1);
      blocks.add(address(from) + "/" + (bits - size));
      from = from.add(BigInteger.ONE.shiftLeft(size));
    }
    return blocks;
  }

  private static boolean isIpv6(BigInteger number) {
    return number.compareTo(IPV6_START) >= 0;
  }
}
