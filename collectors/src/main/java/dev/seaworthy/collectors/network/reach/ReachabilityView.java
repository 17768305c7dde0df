package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reachability as evidence: a piece for each workload with what lies outside the cluster, and one
 * for each network with what may pass inside it.
 */
final class ReachabilityView {
  private static final String COLLECTOR = "network";

  private final Cluster cluster;

  ReachabilityView(List<Manifest> manifests) {
    this.cluster = new Cluster(manifests);
  }

  List<Observation> observations() {
    List<Observation> observations = new ArrayList<>(cluster.gaps());
    for (Network network : cluster.networks()) {
      Map<String, List<Workload>> peers = peers(network);
      if (!peers.isEmpty()) {
        observe(network, peers, observations);
      }
    }
    return observations;
  }

  private void observe(
      Network network, Map<String, List<Workload>> peers, List<Observation> observations) {
    NetworkFlows flows = new NetworkFlows(network, cluster, Outside.IPV4.withIpv6());
    FlowGroups groups = new FlowGroups(flows, peers.keySet());
    WorkloadContent contents = new WorkloadContent(network, cluster, flows);
    for (NetworkFlows.Node node : groups.members()) {
      List<Workload> same = peers.getOrDefault(node.peer().name(), List.of());
      observations.add(
          evidence(
              EvidenceKinds.NETWORK_WORKLOAD,
              new Subject(same.get(0).kind(), same.get(0).namespace(), same.get(0).name()),
              shown(same),
              contents.of(node, same)));
    }
    observations.add(
        evidence(
            EvidenceKinds.NETWORK_REACHABILITY,
            Subject.of("Network", network.name()),
            network.workloads().get(0).manifest(),
            new TreeMap<>(
                Map.of(
                    "network", network.name(),
                    "kind", network.kind().word(),
                    "groups", groups.names(),
                    "connections", groups.connections()))));
  }

  /**
   * Workloads by the name of their line. A controller's own are left out: a cluster lists the
   * ReplicaSets and pods of a Deployment beside it.
   */
  private static Map<String, List<Workload>> peers(Network network) {
    Set<String> names =
        network.workloads().stream().map(Workload::display).collect(Collectors.toSet());
    Map<String, List<Workload>> peers = new TreeMap<>();
    for (Workload workload : network.workloads()) {
      String controller = workload.identity().controller();
      boolean isPod = workload.manifest().kind().equals("Pod");
      if (isPod || !names.contains(controller)) {
        peers.computeIfAbsent(network.display(workload), key -> new ArrayList<>()).add(workload);
      }
    }
    Set<String> controlled =
        network.workloads().stream()
            .filter(one -> names.contains(one.identity().controller()))
            .filter(one -> !one.manifest().kind().equals("Pod"))
            .map(network::display)
            .collect(Collectors.toSet());
    peers.keySet().removeAll(controlled);
    return peers;
  }

  /** The manifest of the object that makes the pods, or else of the first of them. */
  private static Manifest shown(List<Workload> same) {
    return same.stream()
        .map(Workload::manifest)
        .filter(manifest -> manifest.kind().equals(same.get(0).kind()))
        .findFirst()
        .orElse(same.get(0).manifest());
  }

  private static Evidence evidence(
      String kind, Subject subject, Manifest from, Map<String, Object> content) {
    return new Evidence(
        kind,
        subject,
        new Source(COLLECTOR, from.source().file(), from.source().document()),
        CanonicalJson.of(content),
        from.locations());
  }
}
