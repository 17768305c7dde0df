package dev.seaworthy.collectors.network;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.LabelSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds ports that a policy names and no pod has. A name stands for the port of the pod that
 * traffic arrives at: the selected pods for ingress, the peers for egress. The protocol must match
 * too.
 */
final class NamedPorts {
  private final Map<String, List<PodSet>> pods;
  private final Map<String, Map<String, String>> namespaceLabels;

  NamedPorts(Map<String, List<PodSet>> pods, Map<String, Map<String, String>> namespaceLabels) {
    this.pods = pods;
    this.namespaceLabels = namespaceLabels;
  }

  /** The names of {@code policy} that nothing answers to; silent where no such pod is known. */
  List<Map<String, Object>> unresolved(Policy policy) {
    List<Map<String, Object>> unresolved = new ArrayList<>();
    for (Direction direction : policy.types()) {
      List<Tree.Mapping> rules = policy.rules(direction);
      for (int i = 0; i < rules.size(); i++) {
        if (hasNames(rules.get(i))) {
          List<PodSet> targets = targets(policy, direction, rules.get(i));
          unresolved.addAll(unresolved(rules.get(i), direction, i, targets));
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
      Tree.Mapping rule, Direction direction, int index, List<PodSet> targets) {
    List<Map<String, Object>> unresolved = new ArrayList<>();
    List<Tree> ports = rule.items("ports");
    for (int i = 0; i < ports.size(); i++) {
      Ports.Port port = Ports.of(ports.get(i).asMapping().orElseThrow());
      boolean known = port.name().isEmpty() || targets.isEmpty();
      if (!known
          && targets.stream().noneMatch(pod -> pod.answersTo(port.name(), port.protocol()))) {
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

  private List<PodSet> targets(Policy policy, Direction direction, Tree.Mapping rule) {
    if (direction == Direction.INGRESS) {
      return pods.getOrDefault(policy.namespace(), List.of()).stream()
          .filter(policy::selects)
          .toList();
    }
    List<Tree> peers = rule.items(direction.peers());
    return pods.values().stream()
        .flatMap(List::stream)
        .filter(pod -> peers.isEmpty() || peers.stream().anyMatch(peer -> names(policy, peer, pod)))
        .toList();
  }

  private boolean names(Policy policy, Tree peer, PodSet pod) {
    Tree.Mapping mapping = peer.asMapping().orElseThrow();
    Optional<LabelSelector> pods = mapping.mapping("podSelector").map(LabelSelector::of);
    Optional<LabelSelector> spaces = mapping.mapping("namespaceSelector").map(LabelSelector::of);
    if (pods.isEmpty() && spaces.isEmpty()) {
      return false;
    }
    boolean inSpace =
        spaces
            .map(selector -> selector.matches(labelsOf(pod.namespace())))
            .orElse(pod.namespace().equals(policy.namespace()));
    return inSpace && pods.map(selector -> selector.matches(pod.labels())).orElse(true);
  }

  /**
   * Of a name space that no manifest declares, only the label that the API server sets is known.
   */
  private Map<String, String> labelsOf(String namespace) {
    return namespaceLabels.getOrDefault(namespace, NamespaceLabels.implied(namespace));
  }
}
