package dev.seaworthy.collectors.network.reach;

import java.util.function.Consumer;

/** The connections of one network. */
public final class NetworkReach {
  private final Network network;
  private final Cluster cluster;
  private final Outside outside;

  NetworkReach(Network network, Cluster cluster, Outside outside) {
    this.network = network;
    this.cluster = cluster;
    this.outside = outside;
  }

  /** Such as {@code pod-network} or {@code green}. */
  public String name() {
    return network.name();
  }

  /** {@code pod-network}, {@code UDN}, {@code CUDN} or {@code NAD}. */
  public String kind() {
    return network.kind().word();
  }

  /** Whether no workload is on it. */
  public boolean isEmpty() {
    return network.workloads().isEmpty();
  }

  /** Gives every connection, ordered by its line. */
  public void forEach(Consumer<Connection> taker) {
    new NetworkFlows(network, cluster, outside).forEach(taker);
  }
}
