package dev.seaworthy.collectors.network.reach;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import dev.seaworthy.collectors.network.Cidr;
import java.math.BigInteger;
import java.util.List;

/**
 * Which addresses are on the internet, and which are a cloud's instance metadata service.
 *
 * <p>Sources: IANA IPv4 Special-Purpose Address Registry (RFC 6890), of which blocks for
 * documentation count as public, since examples use them for such; IANA IPv6 address space (RFC
 * 4291, section 2.4), of which global unicast and the translation prefix of RFC 6052 are public.
 */
final class PublicAddresses {
  private static final List<String> IPV4_NOT_PUBLIC =
      List.of(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "224.0.0.0/4",
          "240.0.0.0/4");

  private static final List<String> IPV6_PUBLIC = List.of("2000::/3", "64:ff9b::/96");

  private static final List<String> METADATA = List.of("169.254.169.254", "fd00:ec2::254");

  private static final ImmutableRangeSet<BigInteger> PUBLIC = publicAddresses();

  private PublicAddresses() {}

  /** Whether {@code range} holds a public address. */
  static boolean areIn(Range<BigInteger> range) {
    return PUBLIC.intersects(range);
  }

  /** Whether a block or an address, as text, holds a public one; what is neither may. */
  static boolean mayHold(String text) {
    String block = text.contains("/") ? text : text + suffix(text);
    return Cidr.parse(block).map(AddressLine::range).map(PublicAddresses::areIn).orElse(true);
  }

  /** The addresses of metadata services among {@code ranges}. */
  static List<String> metadataIn(RangeSet<BigInteger> ranges) {
    return METADATA.stream()
        .filter(address -> ranges.contains(line(address + suffix(address)).lowerEndpoint()))
        .toList();
  }

  private static String suffix(String address) {
    return address.contains(":") ? "/128" : "/32";
  }

  private static ImmutableRangeSet<BigInteger> publicAddresses() {
    TreeRangeSet<BigInteger> addresses = TreeRangeSet.create();
    addresses.add(line("0.0.0.0/0"));
    IPV4_NOT_PUBLIC.forEach(block -> addresses.remove(line(block)));
    IPV6_PUBLIC.forEach(block -> addresses.add(line(block)));
    return ImmutableRangeSet.copyOf(addresses);
  }

  private static Range<BigInteger> line(String block) {
    return AddressLine.range(Cidr.parse(block).orElseThrow());
  }
}
