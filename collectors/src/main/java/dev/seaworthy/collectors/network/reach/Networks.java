package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.LabelSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds out which network each workload is on: the cluster's own, or the primary user-defined
 * network of its name space (OVN-Kubernetes), and secondary networks beside it.
 */
final class Networks {
  /** OVN-Kubernetes gives a primary network only to name spaces that were made with this label. */
  private static final String PRIMARY_LABEL = "k8s.ovn.org/primary-user-defined-network";

  static final List<String> USER_DEFINED =
      List.of("UserDefinedNetwork", "ClusterUserDefinedNetwork");

  private final Map<String, Map<String, String>> namespaceLabels;
  private final Set<String> ownNetwork = new TreeSet<>();
  private final Map<String, LabelSelector> shared = new TreeMap<>();
  private final Set<String> secondary = new TreeSet<>();

  Networks(List<Manifest> manifests, Map<String, Map<String, String>> namespaceLabels) {
    this.namespaceLabels = namespaceLabels;
    manifests.forEach(this::read);
  }

  /** All networks with their workloads: the cluster's own first, primary ones, secondary ones. */
  List<Network> of(
      List<Workload> workloads, List<Governance> policies, Map<String, List<Governance>> multi) {
    List<Workload> own = new ArrayList<>();
    Map<String, List<Workload>> udn = new TreeMap<>();
    Map<String, List<Workload>> cudn = new TreeMap<>();
    for (Workload workload : workloads) {
      Optional<String> cluster = clusterNetwork(workload.namespace());
      if (isOnOwnNetwork(workload.namespace())) {
        udn.computeIfAbsent(workload.namespace(), name -> new ArrayList<>()).add(workload);
      } else if (cluster.isPresent()) {
        cudn.computeIfAbsent(cluster.get(), name -> new ArrayList<>()).add(workload);
      } else {
        own.add(workload);
      }
    }
    List<Network> networks = new ArrayList<>();
    networks.add(new Network(Network.Kind.POD, Network.Kind.POD.word(), own, policies));
    udn.forEach((name, on) -> networks.add(new Network(Network.Kind.UDN, name, on, policies)));
    cudn.forEach((name, on) -> networks.add(new Network(Network.Kind.CUDN, name, on, policies)));
    attached(workloads)
        .forEach(
            (name, on) ->
                networks.add(new Network(Network.Kind.NAD, name, on, policiesOf(name, multi))));
    return networks;
  }

  private static List<Governance> policiesOf(String name, Map<String, List<Governance>> multi) {
    return multi.getOrDefault(name, List.of());
  }

  /** The workloads on each secondary network that has any, by its name. */
  private Map<String, List<Workload>> attached(List<Workload> workloads) {
    Map<String, List<Workload>> on = new TreeMap<>();
    for (Workload workload : workloads) {
      workload.networks().stream()
          .filter(secondary::contains)
          .forEach(name -> on.computeIfAbsent(name, one -> new ArrayList<>()).add(workload));
    }
    return on;
  }

  private boolean isOnOwnNetwork(String namespace) {
    return ownNetwork.contains(namespace) && mayHavePrimary(namespace);
  }

  private Optional<String> clusterNetwork(String namespace) {
    Map<String, String> labels = namespaceLabels.getOrDefault(namespace, Map.of());
    return mayHavePrimary(namespace)
        ? shared.entrySet().stream()
            .filter(entry -> entry.getValue().matches(labels))
            .map(Map.Entry::getKey)
            .findFirst()
        : Optional.empty();
  }

  private boolean mayHavePrimary(String namespace) {
    return namespaceLabels.getOrDefault(namespace, Map.of()).containsKey(PRIMARY_LABEL);
  }

  private void read(Manifest manifest) {
    switch (manifest.kind()) {
      case "UserDefinedNetwork" ->
          manifest.root().mapping("spec").ifPresent(spec -> udn(manifest, spec));
      case "ClusterUserDefinedNetwork" ->
          manifest.root().mapping("spec").ifPresent(spec -> cudn(manifest, spec));
      case "NetworkAttachmentDefinition" -> secondary.add(manifest.subject().name());
      default -> {}
    }
  }

  private void udn(Manifest manifest, Tree.Mapping spec) {
    if (isPrimary(spec)) {
      ownNetwork.add(manifest.subject().namespace());
    } else {
      secondary.add(manifest.subject().name());
    }
  }

  private void cudn(Manifest manifest, Tree.Mapping spec) {
    if (!spec.mapping("network").map(Networks::isPrimary).orElse(false)) {
      secondary.add(manifest.subject().name());
      return;
    }
    Optional<Tree.Mapping> selector = spec.mapping("namespaceSelector");
    if (selector.flatMap(LabelSelector::fault).isEmpty()) {
      shared.put(
          manifest.subject().name(), selector.map(LabelSelector::of).orElse(LabelSelector.ALL));
    }
  }

  private static boolean isPrimary(Tree.Mapping network) {
    return Stream.of("layer2", "layer3")
        .flatMap(layer -> network.mapping(layer).stream())
        .flatMap(layer -> layer.text("role").stream())
        .anyMatch(role -> role.equals("Primary"));
  }
}
