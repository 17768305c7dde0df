package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.engine.evidence.Gap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Who can talk to whom, on which ports, as manifests say. */
public final class Reachability {
  private final Cluster cluster;
  private final Outside outside;

  private Reachability(Cluster cluster, Outside outside) {
    this.cluster = cluster;
    this.outside = outside;
  }

  /** Analyses {@code manifests}; what they leave unsaid is not there. */
  public static Reachability of(List<Manifest> manifests) {
    return new Reachability(new Cluster(manifests), Outside.IPV4);
  }

  /** The same, with the addresses outside cut as finely as {@code other} cuts them. */
  public Reachability cutLike(Reachability other) {
    return new Reachability(cluster, outside.cutBy(other.cluster.policies()));
  }

  /** The same, with the addresses of IPv6 among those outside. */
  public Reachability withIpv6() {
    return new Reachability(cluster, outside.withIpv6());
  }

  /** What could not be judged: each may hide connections, or show too many. */
  public List<Gap> gaps() {
    List<Gap> gaps = new ArrayList<>(cluster.gaps());
    if (!outside.ipv6()) {
      gaps.addAll(cluster.gapsOfIpv6());
    }
    return gaps;
  }

  /** Every workload as a peer of connections, also those that have none; sorted by name. */
  public List<Connection.Peer> workloads() {
    return cluster.networks().stream()
        .flatMap(
            network ->
                network.workloads().stream()
                    .map(
                        one ->
                            new Connection.Peer(
                                Connection.PeerKind.WORKLOAD,
                                one.namespace(),
                                network.display(one))))
        .distinct()
        .sorted(Comparator.comparing(Connection.Peer::name))
        .toList();
  }

  /** Workloads on their node's network, which many network plug-ins do not govern; sorted. */
  public List<String> onHostNetwork() {
    return cluster.workloads().stream()
        .filter(workload -> workload.pods().hostNetwork())
        .map(Workload::display)
        .distinct()
        .sorted()
        .toList();
  }

  /** The networks there are; of one that workloads share with nobody but each other, the first. */
  public List<NetworkReach> networks() {
    return cluster.networks().stream()
        .map(network -> new NetworkReach(network, cluster, outside))
        .toList();
  }

  /** Writes one line for each connection, sorted, comparable line by line. */
  public void writeText(Appendable out) throws IOException {
    ReachabilityText.write(cluster, outside, out);
  }

  /** Gives every connection of every network, networks in order, connections by their line. */
  public void forEach(Consumer<Connection> taker) {
    networks().forEach(network -> network.forEach(taker));
  }
}
