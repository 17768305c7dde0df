package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.KubernetesObjects;
import dev.seaworthy.collectors.kubernetes.LabelSelector;
import dev.seaworthy.collectors.network.PodSet;
import dev.seaworthy.collectors.network.Ports;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Services there are, and where they lead. */
final class Services {
  /**
   * One port of a Service.
   *
   * @param target number or name of the pods' port
   */
  private record ServicePort(String name, String port, String target) {
    boolean isMeantBy(WaysIn.Backend backend) {
      String wanted = backend.port();
      return wanted.isEmpty()
          || wanted.equals(name)
          || wanted.equals(backend.portOf() == WaysIn.PortOf.PODS ? target : port);
    }
  }

  private record Service(LabelSelector selector, List<ServicePort> ports) {}

  private final Map<String, Service> services = new HashMap<>();

  Services(List<Manifest> manifests) {
    for (Manifest manifest : manifests) {
      if (manifest.kind().equals("Service")) {
        read(manifest);
      }
    }
  }

  /** The connections to {@code pods} that {@code backend} opens, before policies have their say. */
  Connections through(WaysIn.Backend backend, PodSet pods) {
    Service service = services.get(backend.namespace() + "/" + backend.service());
    if (service == null
        || !pods.namespace().equals(backend.namespace())
        || !service.selector().matches(pods.labels())) {
      return Connections.NONE;
    }
    Connections open = Connections.NONE;
    for (ServicePort port : service.ports()) {
      if (port.isMeantBy(backend)) {
        open = open.union(at(port.target(), pods));
      }
    }
    return open;
  }

  private void read(Manifest manifest) {
    Tree.Mapping root = manifest.root();
    Optional<Tree.Mapping> spec = root.mapping("spec");
    Optional<Tree.Mapping> selector = spec.flatMap(present -> present.mapping("selector"));
    boolean core = KubernetesObjects.group(root.text("apiVersion").orElse("")).isEmpty();
    if (!core || selector.isEmpty() || selector.get().entries().isEmpty()) {
      return;
    }
    List<ServicePort> ports = new ArrayList<>();
    for (Tree item : spec.get().items("ports")) {
      item.asMapping()
          .filter(port -> port.text("protocol").orElse("TCP").equals("TCP"))
          .ifPresent(port -> ports.add(port(port)));
    }
    services.put(
        manifest.subject().namespace() + "/" + manifest.subject().name(),
        new Service(LabelSelector.ofLabels(selector.get()), ports));
  }

  private static ServicePort port(Tree.Mapping port) {
    String number = WaysIn.text(port, "port");
    String target = WaysIn.text(port, "targetPort");
    return new ServicePort(
        port.text("name").orElse(""), number, target.isEmpty() ? number : target);
  }

  /**
   * Where containers declare ports, what they do not declare is taken for closed. Declaring is a
   * custom, not a duty: pods that declare none are taken to listen on any.
   */
  private static Connections at(String target, PodSet pods) {
    Connections meant =
        target.matches("[0-9]{1,5}")
            ? number(Integer.parseInt(target))
            : new PortMatch.Named(target, "TCP").on(pods.ports());
    boolean silent = pods.ports().isEmpty();
    return silent ? meant : meant.intersection(declared(pods));
  }

  private static Connections number(int port) {
    boolean possible = port >= 1 && port <= Connections.LAST_PORT;
    return possible ? Connections.of(Protocol.TCP, port, port) : Connections.NONE;
  }

  private static Connections declared(PodSet pods) {
    Connections declared = Connections.NONE;
    for (Ports.Port port : pods.ports()) {
      if (port.protocol().equals("TCP") && port.number() <= Connections.LAST_PORT) {
        declared = declared.union(number((int) port.number()));
      }
    }
    return declared;
  }
}
