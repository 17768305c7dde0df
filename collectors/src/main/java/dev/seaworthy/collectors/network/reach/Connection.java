package dev.seaworthy.collectors.network.reach;

/**
 * Traffic that may flow.
 *
 * @param source who may begin it: a workload, a range of addresses, or the ingress controller
 * @param destination who may be asked: a workload or a range of addresses
 * @param ports of the destination; never empty
 */
public record Connection(Peer source, Peer destination, Connections ports) {
  /** What a peer is. */
  public enum PeerKind {
    WORKLOAD,
    /** Addresses outside of which some are public. */
    INTERNET,
    /** Other addresses outside. */
    EXTERNAL,
    INGRESS_CONTROLLER
  }

  /**
   * One end of a connection.
   *
   * @param namespace of a workload, else empty
   * @param name as lines show it, such as {@code shop/web[Deployment]}
   */
  public record Peer(PeerKind kind, String namespace, String name) {}

  /** Such as {@code shop/web[Deployment] => shop/db[StatefulSet] : TCP 5432}. */
  public String line() {
    return source.name() + " => " + destination.name() + " : " + ports;
  }
}
