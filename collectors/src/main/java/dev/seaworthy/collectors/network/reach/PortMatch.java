package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.network.Ports;
import java.util.Optional;
import java.util.Set;

/** The ports that one entry of a rule means. */
sealed interface PortMatch {
  /** The connections meant, to pods that declare {@code ports}. */
  Connections on(Set<Ports.Port> ports);

  /** The same ports everywhere. */
  record Fixed(Connections connections) implements PortMatch {
    @Override
    public Connections on(Set<Ports.Port> ports) {
      return connections;
    }
  }

  /**
   * The port that the destination gives a name.
   *
   * @param protocol empty where any will do
   */
  record Named(String name, String protocol) implements PortMatch {
    @Override
    public Connections on(Set<Ports.Port> ports) {
      Connections meant = Connections.NONE;
      for (Ports.Port port : ports) {
        Optional<Protocol> spoken = Protocol.of(port.protocol());
        boolean same = protocol.isEmpty() || protocol.equals(port.protocol());
        if (same && port.name().equals(name) && spoken.isPresent() && isPort(port.number())) {
          int number = (int) port.number();
          meant = meant.union(Connections.of(spoken.get(), number, number));
        }
      }
      return meant;
    }

    private static boolean isPort(long number) {
      return number >= 1 && number <= Connections.LAST_PORT;
    }
  }
}
