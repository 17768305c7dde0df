package dev.seaworthy.collectors.network.reach;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.TreeRangeSet;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.LabelSelector;
import dev.seaworthy.collectors.network.Cidr;
import dev.seaworthy.collectors.network.Direction;
import dev.seaworthy.collectors.network.Policy;
import dev.seaworthy.collectors.network.Ports;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what a NetworkPolicy without fault means (networking.k8s.io/v1). */
final class NetworkPolicies {
  private NetworkPolicies() {}

  static Governance read(Policy policy) {
    Map<Direction, List<Rule>> rules = new EnumMap<>(Direction.class);
    for (Direction direction : policy.types()) {
      rules.put(
          direction,
          policy.rules(direction).stream().map(rule -> rule(policy, direction, rule)).toList());
    }
    return new Governance(
        Governance.Layer.NETWORK,
        0,
        policy.namespace() + "/" + policy.name(),
        new Peer.Local(policy.namespace(), policy.selector()),
        rules);
  }

  /** The addresses of a block without its exceptions. */
  static ImmutableRangeSet<BigInteger> addresses(Cidr block, List<Cidr> except) {
    TreeRangeSet<BigInteger> addresses = TreeRangeSet.create();
    addresses.add(AddressLine.range(block));
    except.forEach(hole -> addresses.remove(AddressLine.range(hole)));
    return ImmutableRangeSet.copyOf(addresses);
  }

  private static Rule rule(Policy policy, Direction direction, Tree.Mapping rule) {
    List<Tree.Mapping> peers = mappings(rule, direction.peers()).toList();
    return new Rule(
        Rule.Action.ALLOW,
        peers.isEmpty()
            ? List.of(new Peer.Everyone())
            : peers.stream().map(peer -> peer(policy, peer)).toList(),
        mappings(rule, "ports").map(NetworkPolicies::port).toList());
  }

  private static Peer peer(Policy policy, Tree.Mapping peer) {
    Optional<Tree.Mapping> block = peer.mapping("ipBlock");
    if (block.isPresent()) {
      List<Cidr> except =
          block.get().items("except").stream()
              .flatMap(one -> one.asText().flatMap(Cidr::parse).stream())
              .toList();
      Cidr cidr = block.get().text("cidr").flatMap(Cidr::parse).orElseThrow();
      return new Peer.Addresses(addresses(cidr, except));
    }
    LabelSelector pods =
        peer.mapping("podSelector").map(LabelSelector::of).orElse(LabelSelector.ALL);
    return peer.mapping("namespaceSelector")
        .map(LabelSelector::of)
        .<Peer>map(namespaces -> new Peer.Selected(namespaces, pods))
        .orElseGet(() -> new Peer.Local(policy.namespace(), pods));
  }

  private static PortMatch port(Tree.Mapping entry) {
    Ports.Port port = Ports.of(entry);
    if (!port.name().isEmpty()) {
      return new PortMatch.Named(port.name(), port.protocol());
    }
    Protocol protocol = Protocol.of(port.protocol()).orElseThrow();
    if (port.number() == 0) {
      return new PortMatch.Fixed(Connections.of(protocol));
    }
    long last = Ports.has(entry, "endPort") ? Ports.number(entry, "endPort") : port.number();
    return new PortMatch.Fixed(Connections.of(protocol, (int) port.number(), (int) last));
  }

  private static Stream<Tree.Mapping> mappings(Tree.Mapping parent, String key) {
    return parent.items(key).stream().flatMap(item -> item.asMapping().stream());
  }
}
