package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.network.Ports;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private record Numbered(int number, Peer.Selected peer) {}

  private final Map<String, Map<Peer.Local, Integer>> local = new HashMap<>();
  private final Map<Peer.Selected, Integer> selected = new LinkedHashMap<>();
  private final Map<String, List<Numbered>> selectedByNamespace = new HashMap<>();
  private final Set<String> portNames = new HashSet<>();
  private int peers;

  Likeness(List<Governance> policies) {
    for (Governance policy : policies) {
      add(policy.subject());
      policy.rules().values().stream().flatMap(List::stream).forEach(this::add);
    }
  }

  Key of(PodClass pods) {
    BitSet including = new BitSet(peers);
    local
        .getOrDefault(pods.namespace(), Map.of())
        .forEach((peer, number) -> including.set(number, peer.includes(pods)));
    selectedByNamespace
        .computeIfAbsent(pods.namespace(), name -> reaching(pods))
        .forEach(one -> including.set(one.number(), one.peer().includes(pods)));
    return new Key(
        including,
        pods.ports().stream()
            .filter(port -> portNames.contains(port.name()))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** The peers that may include pods of the same name space as {@code pods}. */
  private List<Numbered> reaching(PodClass pods) {
    List<Numbered> reaching = new ArrayList<>();
    selected.forEach(
        (peer, number) -> {
          if (peer.namespaces().matches(pods.namespaceLabels())) {
            reaching.add(new Numbered(number, peer));
          }
        });
    return reaching;
  }

  private void add(Rule rule) {
    rule.peers().forEach(this::add);
    rule.ports().stream()
        .flatMap(port -> port instanceof PortMatch.Named named ? Stream.of(named) : Stream.empty())
        .forEach(named -> portNames.add(named.name()));
  }

  private void add(Peer peer) {
    if (peer instanceof Peer.Local one) {
      local
          .computeIfAbsent(one.namespace(), name -> new HashMap<>())
          .computeIfAbsent(one, added -> peers++);
    } else if (peer instanceof Peer.Selected one) {
      selected.computeIfAbsent(one, added -> peers++);
    }
  }
}
