package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.KubernetesObjects;
import dev.seaworthy.collectors.kubernetes.LabelSelector;
import dev.seaworthy.collectors.kubernetes.SelectorIndex;
import dev.seaworthy.collectors.network.PodSet;
import dev.seaworthy.collectors.network.Ports;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
   * @param isInternal whether none of these is on the internet
   */
  private record Service(
      String name,
      LabelSelector selector,
      List<ServicePort> ports,
      boolean isOpen,
      boolean isInternal) {}

  /** A Service that hosts outside reach, and the pods' ports that it leads to. */
  record Opening(String service, Connections ports, boolean isInternal) {}

  private static final Set<String> OPEN_TYPES = Set.of("LoadBalancer", "NodePort");

  /** The Services of one name space, found by the pods that they lead to. */
  private record Shelf(List<Service> services, SelectorIndex index) {
    static final Shelf EMPTY = of(List.of());

    static Shelf of(List<Service> services) {
      return new Shelf(
          services, new SelectorIndex(services.stream().map(Service::selector).toList()));
    }

    Stream<Service> leadingTo(PodSet pods) {
      return index.matching(pods.labels()).stream().mapToObj(services::get);
    }
  }

  private final Map<String, Map<String, Service>> byNamespace = new HashMap<>();
  private final Map<String, Shelf> all = new HashMap<>();
  private final Map<String, Shelf> open = new HashMap<>();

  Services(List<Manifest> manifests) {
    Map<String, List<Service>> opening = new HashMap<>();
    for (Manifest manifest : manifests) {
      if (manifest.kind().equals("Service")) {
        read(manifest, opening);
      }
    }
    byNamespace.forEach(
        (namespace, services) -> all.put(namespace, Shelf.of(List.copyOf(services.values()))));
    opening.forEach((namespace, services) -> open.put(namespace, Shelf.of(services)));
  }

  /** The names of the Services that lead to {@code pods}. */
  List<String> leadingTo(PodSet pods) {
    return all.getOrDefault(pods.namespace(), Shelf.EMPTY)
        .leadingTo(pods)
        .map(Service::name)
        .toList();
  }

  /** The connections to {@code pods} that {@code backend} opens, before policies have their say. */
  Connections through(WaysIn.Backend backend, PodSet pods) {
    Service service =
        byNamespace.getOrDefault(backend.namespace(), Map.of()).get(backend.service());
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
    return open.getOrDefault(pods.namespace(), Shelf.EMPTY)
        .leadingTo(pods)
        .map(service -> new Opening(service.name(), ports(service, pods), service.isInternal()))
        .toList();
  }

  private static Connections ports(Service service, PodSet pods) {
    return service.ports().stream()
        .map(port -> at(port, pods))
        .reduce(Connections.NONE, Connections::union);
  }

  private void read(Manifest manifest, Map<String, List<Service>> opening) {
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
            OPEN_TYPES.contains(type) || !spec.get().items("externalIPs").isEmpty(),
            InternalBalancers.hold(root, spec.get()));
    String namespace = manifest.subject().namespace();
    byNamespace
        .computeIfAbsent(namespace, name -> new LinkedHashMap<>())
        .put(service.name(), service);
    if (service.isOpen()) {
      opening.computeIfAbsent(namespace, name -> new ArrayList<>()).add(service);
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
