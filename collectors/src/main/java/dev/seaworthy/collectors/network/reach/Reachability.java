package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.engine.evidence.Gap;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Who can talk to whom, on which ports, as manifests say. */
public final class Reachability {
  private final Cluster cluster;
  private final List<Governance> cutters;

  private Reachability(Cluster cluster, List<Governance> cutters) {
    this.cluster = cluster;
    this.cutters = cutters;
  }

  /** Analyses {@code manifests}; what they leave unsaid is not there. */
  public static Reachability of(List<Manifest> manifests) {
    return new Reachability(new Cluster(manifests), List.of());
  }

  /** The same, with the addresses outside cut as finely as {@code other} cuts them. */
  public Reachability cutLike(Reachability other) {
    return new Reachability(cluster, other.cluster.policies());
  }

  /** What could not be judged: each may hide connections, or show too many. */
  public List<Gap> gaps() {
    return cluster.gaps();
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
        .map(network -> new NetworkReach(network, cluster, cutters))
        .toList();
  }

  /** Writes one line for each connection, sorted, comparable line by line. */
  public void writeText(Appendable out) throws IOException {
    ReachabilityText.write(cluster, out);
  }

  /** Gives every connection of every network, networks in order, connections by their line. */
  public void forEach(Consumer<Connection> taker) {
    networks().forEach(network -> network.forEach(taker));
  }
}
