package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.network.Ports;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells which pods the policies at hand do not tell apart: those that the same subjects and peers
 * include, and whose ports of names that rules use are the same. A cluster of thousands of pods has
 * few such classes.
 */
final class Likeness {
  /** Equal for pods that are alike. */
  record Key(BitSet peers, Set<Ports.Port> ports) {}

  private final PeerIndex peers;
  private final Set<String> portNames = new HashSet<>();

  Likeness(List<Governance> policies) {
    Set<Peer> found = new LinkedHashSet<>();
    for (Governance policy : policies) {
      found.add(policy.subject());
      for (List<Rule> rules : policy.rules().values()) {
        rules.forEach(rule -> found.addAll(rule.peers()));
        rules.forEach(this::addPortNames);
      }
    }
    // Nobody can be told by being one of everyone.
    found.remove(new Peer.Everyone());
    this.peers = new PeerIndex(List.copyOf(found));
  }

  Key of(PodClass pods) {
    return new Key(
        peers.including(pods),
        pods.ports().stream()
            .filter(port -> portNames.contains(port.name()))
            .collect(Collectors.toUnmodifiableSet()));
  }

  private void addPortNames(Rule rule) {
    rule.ports().stream()
        .flatMap(port -> port instanceof PortMatch.Named named ? Stream.of(named) : Stream.empty())
        .forEach(named -> portNames.add(named.name()));
  }
}
