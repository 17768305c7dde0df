package dev.seaworthy.collectors.network.reach;

import com.google.common.collect.ImmutableRangeSet;
import dev.seaworthy.collectors.network.Direction;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses outside the cluster are peers.
 *
 * @param cutters policies of another state, whose blocks cut the addresses too, so that both states
 *     have the same peers
 * @param ipv6 whether those of IPv6 are among them
 */
record Outside(List<Governance> cutters, boolean ipv6) {
  /** Those of IPv4, cut by the policies at hand. */
  static final Outside IPV4 = new Outside(List.of(), false);

  /** The same with those of IPv6. */
  Outside withIpv6() {
    return new Outside(cutters, true);
  }

  /** The same, cut by {@code policies} too. */
  Outside cutBy(List<Governance> policies) {
    return new Outside(policies, ipv6);
  }

  /** The addresses, cut where policies of {@code direction} cut them. */
  List<AddressRange> ranges(Network network, Direction direction) {
    if (!network.kind().isPrimary()) {
      return List.of();
    }
    List<ImmutableRangeSet<BigInteger>> sets =
        Stream.concat(network.policies().stream(), cutters.stream())
            .flatMap(policy -> policy.rules().getOrDefault(direction, List.of()).stream())
            .flatMap(rule -> rule.peers().stream())
            .filter(Peer.Addresses.class::isInstance)
            .map(Peer::addresses)
            .distinct()
            .toList();
    return AddressRange.partition(sets, ipv6);
  }
}
