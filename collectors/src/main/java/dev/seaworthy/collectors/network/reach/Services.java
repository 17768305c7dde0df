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
import java.util.Set;
import java.util.TreeMap;

/** The Services there are, and where they lead. */
final class Services {
  /**
   * One port of a Service.
   *
   * @param target number or name of the pods' port
   */
  private record ServicePort(Protocol protocol, String name, String port, String target) {
    boolean isMeantBy(WaysIn.Backend backend) {
      String wanted = backend.port();
      return protocol == Protocol.TCP
          && (wanted.isEmpty()
              || wanted.equals(name)
              || wanted.equals(backend.portOf() == WaysIn.PortOf.PODS ? target : port));
    }
  }

  /**
   * A Service.
   *
   * @param isOpen whether hosts outside reach it without an ingress controller
   */
  private record Service(
      String name, LabelSelector selector, List<ServicePort> ports, boolean isOpen) {}

  /** A Service that hosts outside reach, and the pods' ports that it leads to. */
  record Opening(String service, Connections ports) {}

  private static final Set<String> OPEN_TYPES = Set.of("LoadBalancer", "NodePort");

  private final Map<String, Service> services = new HashMap<>();
  private final Map<String, List<Service>> open = new TreeMap<>();

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
        open = open.union(at(port, pods));
      }
    }
    return open;
  }

  /** Services by which hosts outside reach {@code pods}, before policies have their say. */
  List<Opening> openings(PodSet pods) {
    List<Opening> openings = new ArrayList<>();
    for (Service service : open.getOrDefault(pods.namespace(), List.of())) {
      if (service.selector().matches(pods.labels())) {
        Connections ports =
            service.ports().stream()
                .map(port -> at(port, pods))
                .reduce(Connections.NONE, Connections::union);
        openings.add(new Opening(service.name(), ports));
      }
    }
    return openings;
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
      item.asMapping().flatMap(Services::port).ifPresent(ports::add);
    }
    String type = spec.get().text("type").orElse("ClusterIP");
    Service service =
        new Service(
            manifest.subject().name(),
            LabelSelector.ofLabels(selector.get()),
            ports,
            OPEN_TYPES.contains(type) || !spec.get().items("externalIPs").isEmpty());
    String namespace = manifest.subject().namespace();
    services.put(namespace + "/" + service.name(), service);
    if (service.isOpen()) {
      open.computeIfAbsent(namespace, name -> new ArrayList<>()).add(service);
    }
  }

  private static Optional<ServicePort> port(Tree.Mapping port) {
    String number = WaysIn.text(port, "port");
    String target = WaysIn.text(port, "targetPort");
    return Protocol.of(port.text("protocol").orElse("TCP"))
        .map(
            protocol ->
                new ServicePort(
                    protocol,
                    port.text("name").orElse(""),
                    number,
                    target.isEmpty() ? number : target));
  }

  /**
   * Where containers declare ports, what they do not declare is taken for closed. Declaring is a
   * custom, not a duty: pods that declare none are taken to listen on any.
   */
  private static Connections at(ServicePort port, PodSet pods) {
    Protocol protocol = port.protocol();
    Connections meant =
        port.target().matches("[0-9]{1,5}")
            ? number(protocol, Integer.parseInt(port.target()))
            : new PortMatch.Named(port.target(), protocol.name()).on(pods.ports());
    boolean silent = pods.ports().isEmpty();
    return silent ? meant : meant.intersection(declared(protocol, pods));
  }

  private static Connections number(Protocol protocol, int port) {
    boolean possible = port >= 1 && port <= Connections.LAST_PORT;
    return possible ? Connections.of(protocol, port, port) : Connections.NONE;
  }

  private static Connections declared(Protocol protocol, PodSet pods) {
    Connections declared = Connections.NONE;
    for (Ports.Port port : pods.ports()) {
      if (port.protocol().equals(protocol.name()) && port.number() <= Connections.LAST_PORT) {
        declared = declared.union(number(protocol, (int) port.number()));
      }
    }
    return declared;
  }
}
