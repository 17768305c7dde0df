package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.network.PodSet;
import dev.seaworthy.collectors.network.Ports;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Ports of pods that are open on an address of their node, too. */
final class HostPorts {
  private HostPorts() {}

  /**
   * The pods' ports that whoever reaches the node reaches, before policies have their say. A pod on
   * its node's network that declares no port is taken to listen on any, as elsewhere.
   */
  static Connections of(Workload workload) {
    Optional<Tree.Mapping> spec =
        PodSet.template(workload.manifest()).flatMap(template -> template.mapping("spec"));
    if (spec.isEmpty()) {
      return Connections.NONE;
    }
    boolean onHost = workload.pods().hostNetwork();
    if (onHost && ports(spec.get()).findAny().isEmpty()) {
      return Connections.ALL;
    }
    return ports(spec.get())
        .filter(port -> onHost || Ports.number(port, "hostPort") > 0)
        .filter(port -> isPublic(port.text("hostIP").orElse("")))
        .map(HostPorts::connections)
        .reduce(Connections.NONE, Connections::union);
  }

  private static Stream<Tree.Mapping> ports(Tree.Mapping spec) {
    return Stream.of("initContainers", "containers")
        .map(spec::items)
        .flatMap(List::stream)
        .flatMap(container -> container.asMapping().stream())
        .flatMap(container -> container.items("ports").stream())
        .flatMap(port -> port.asMapping().stream());
  }

  /** Empty, like the address that stands for all, means every address of the node. */
  private static boolean isPublic(String address) {
    return address.isEmpty()
        || address.equals("0.0.0.0")
        || address.equals("::")
        || PublicAddresses.mayHold(address);
  }

  private static Connections connections(Tree.Mapping port) {
    long number = Ports.number(port, "containerPort");
    boolean possible = number >= 1 && number <= Connections.LAST_PORT;
    return Protocol.of(port.text("protocol").orElse("TCP"))
        .filter(protocol -> possible)
        .map(protocol -> Connections.of(protocol, (int) number, (int) number))
        .orElse(Connections.NONE);
  }
}
