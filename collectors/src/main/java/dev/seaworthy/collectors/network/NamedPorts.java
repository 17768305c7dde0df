package dev.seaworthy.collectors.network;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.LabelIndex;
import dev.seaworthy.collectors.kubernetes.LabelSelector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds ports that a policy names and no pod has. A name stands for the port of the pod that
 * traffic arrives at: the selected pods for ingress, the peers for egress. The protocol must match
 * too. For one thread.
 */
final class NamedPorts {
  private record Name(String name, String protocol) {}

  /**
   * Pods that traffic arrives at.
   *
   * @param any whether there is one
   * @param names of their ports
   */
  private record Targets(boolean any, Set<Name> names) {
    static Targets of(Stream<PodSet> pods) {
      Set<Name> names = new HashSet<>();
      boolean[] any = {false};
      pods.forEach(
          pod -> {
            any[0] = true;
            pod.ports().forEach(port -> names.add(new Name(port.name(), port.protocol())));
          });
      return new Targets(any[0], names);
    }
  }

  private final List<PodSet> pods;
  private final LabelIndex traits;
  private final Map<LabelSelector, Targets> targets = new HashMap<>();

  /**
   * Seeks among {@code pods}.
   *
   * @param traits theirs
   */
  NamedPorts(List<PodSet> pods, LabelIndex traits) {
    this.pods = pods;
    this.traits = traits;
  }

  /**
   * The names of {@code policy} that nothing answers to; silent where no such pod is known.
   *
   * @param selected the pods that it selects
   */
  List<Map<String, Object>> unresolved(Policy policy, List<PodSet> selected) {
    List<Map<String, Object>> unresolved = new ArrayList<>();
    for (Direction direction : policy.types()) {
      List<Tree.Mapping> rules = policy.rules(direction);
      for (int i = 0; i < rules.size(); i++) {
        if (hasNames(rules.get(i))) {
          List<Targets> all =
              direction == Direction.INGRESS
                  ? List.of(Targets.of(selected.stream()))
                  : peers(policy, rules.get(i));
          unresolved.addAll(unresolved(rules.get(i), direction, i, all));
        }
      }
    }
    return unresolved;
  }

  private static boolean hasNames(Tree.Mapping rule) {
    return rule.items("ports").stream()
        .flatMap(port -> port.asMapping().stream())
        .anyMatch(port -> port.text("port").isPresent());
  }

  private static List<Map<String, Object>> unresolved(
      Tree.Mapping rule, Direction direction, int index, List<Targets> targets) {
    List<Map<String, Object>> unresolved = new ArrayList<>();
    List<Tree> ports = rule.items("ports");
    for (int i = 0; i < ports.size(); i++) {
      Ports.Port port = Ports.of(ports.get(i).asMapping().orElseThrow());
      Name wanted = new Name(port.name(), port.protocol());
      if (!port.name().isEmpty()
          && targets.stream().anyMatch(Targets::any)
          && targets.stream().noneMatch(one -> one.names().contains(wanted))) {
        unresolved.add(
            Map.of(
                "direction", direction.type(),
                "port", port.name(),
                "protocol", port.protocol(),
                "path", List.of("spec", direction.rules(), index, "ports", i, "port")));
      }
    }
    return unresolved;
  }

  /** The pods of each peer of a rule for egress; all pods where it names no peer. */
  private List<Targets> peers(Policy policy, Tree.Mapping rule) {
    List<Tree> peers = rule.items(Direction.EGRESS.peers());
    Stream<LabelSelector> selectors =
        peers.isEmpty()
            ? Stream.of(LabelSelector.ALL)
            : peers.stream().flatMap(peer -> selector(policy, peer).stream());
    return selectors.map(one -> targets.computeIfAbsent(one, this::find)).toList();
  }

  private Targets find(LabelSelector selector) {
    return Targets.of(traits.matching(selector).stream().mapToObj(pods::get));
  }

  /** Takes the traits of the pods that {@code peer} names; empty if it is a block of addresses. */
  private static Optional<LabelSelector> selector(Policy policy, Tree peer) {
    Tree.Mapping mapping = peer.asMapping().orElseThrow();
    Optional<LabelSelector> pods = mapping.mapping("podSelector").map(LabelSelector::of);
    Optional<LabelSelector> spaces = mapping.mapping("namespaceSelector").map(LabelSelector::of);
    if (pods.isEmpty() && spaces.isEmpty()) {
      return Optional.empty();
    }
    LabelSelector wanted = pods.orElse(LabelSelector.ALL);
    return Optional.of(
        spaces
            .map(selector -> Traits.across(selector, wanted))
            .orElseGet(() -> Traits.within(policy.namespace(), wanted)));
  }
}
