package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.network.Ports;
import java.util.List;
import java.util.Set;

/**
 * One rule of a policy.
 *
 * @param peers who is at the other end; one that fits is enough
 * @param ports empty where every port is meant
 */
record Rule(Action action, List<Peer> peers, List<PortMatch> ports) {
  /** What becomes of traffic that a rule fits. */
  enum Action {
    ALLOW,
    DENY,
    /** Later layers decide. */
    PASS
  }

  /** The connections that it speaks of, to pods that declare {@code declared}. */
  Connections on(Set<Ports.Port> declared) {
    if (ports.isEmpty()) {
      return Connections.ALL;
    }
    Connections meant = Connections.NONE;
    for (PortMatch port : ports) {
      meant = meant.union(port.on(declared));
    }
    return meant;
  }

  /** Whether what it speaks of depends on the destination. */
  boolean namesPorts() {
    return ports.stream().anyMatch(PortMatch.Named.class::isInstance);
  }
}
