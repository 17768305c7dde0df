package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.KubernetesObjects;
import dev.seaworthy.collectors.network.Ports;
import dev.seaworthy.engine.evidence.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the backends of objects that bring traffic from outside: Ingress, OpenShift's Route,
 * Traefik's IngressRoute and the Gateway API's routes.
 */
final class WaysIn {
  /** How a backend names the port of its Service. */
  enum PortOf {
    /** By the Service's own port. */
    SERVICE,
    /** By the port of the pods. */
    PODS
  }

  /**
   * One backend.
   *
   * @param by the object that names it, such as {@code Ingress shop/web}
   * @param port its number or name as text; empty where every port of the Service is meant
   * @param isInternal whether only private addresses are let through to it
   */
  record Backend(
      Subject by,
      String namespace,
      String service,
      String port,
      PortOf portOf,
      boolean isInternal) {}

  static final String OPENSHIFT = "route.openshift.io";
  static final String GATEWAY = "gateway.networking.k8s.io";
  static final Set<String> TRAEFIK = Set.of("traefik.io", "traefik.containo.us");
  static final Set<String> TRAEFIK_ROUTES = Set.of("IngressRoute", "IngressRouteTCP");
  static final Set<String> GATEWAY_ROUTES =
      Set.of("HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute");

  private final Subject by;
  private final AllowLists lists;
  private final List<Backend> backends = new ArrayList<>();
  private boolean isInternal;

  private WaysIn(Subject by, AllowLists lists) {
    this.by = by;
    this.lists = lists;
  }

  static List<Backend> of(List<Manifest> manifests) {
    AllowLists lists = new AllowLists(manifests);
    return manifests.stream().flatMap(manifest -> of(manifest, lists).stream()).toList();
  }

  private static List<Backend> of(Manifest manifest, AllowLists lists) {
    WaysIn ways = new WaysIn(manifest.subject(), lists);
    ways.read(manifest);
    return ways.backends;
  }

  private void read(Manifest manifest) {
    String kind = manifest.kind();
    if (!kind.equals("Ingress") && !kind.startsWith("IngressRoute") && !kind.endsWith("Route")) {
      return;
    }
    Tree.Mapping root = manifest.root();
    String group = KubernetesObjects.group(root.text("apiVersion").orElse(""));
    String namespace = manifest.subject().namespace();
    Optional<Tree.Mapping> spec = root.mapping("spec");
    if (kind.equals("Ingress")) {
      isInternal = lists.guardIngress(root);
      spec.ifPresent(present -> ingress(namespace, present));
    } else if (kind.equals("Route") && group.equals(OPENSHIFT)) {
      spec.ifPresent(present -> route(namespace, present));
    } else if (TRAEFIK_ROUTES.contains(kind) && TRAEFIK.contains(group)) {
      spec.ifPresent(present -> references(namespace, present, "routes", "services"));
    } else if (GATEWAY_ROUTES.contains(kind) && group.equals(GATEWAY)) {
      spec.ifPresent(present -> references(namespace, present, "rules", "backendRefs"));
    }
  }

  private void ingress(String namespace, Tree.Mapping spec) {
    Stream<Tree.Mapping> paths =
        mappings(spec, "rules")
            .flatMap(rule -> rule.mapping("http").stream())
            .flatMap(http -> mappings(http, "paths"))
            .flatMap(path -> path.mapping("backend").stream());
    Stream.of(spec.mapping("defaultBackend").stream(), spec.mapping("backend").stream(), paths)
        .flatMap(stream -> stream)
        .forEach(backend -> backend(namespace, backend));
  }

  private void backend(String namespace, Tree.Mapping backend) {
    Optional<Tree.Mapping> service = backend.mapping("service");
    if (service.isPresent()) {
      String port =
          service
              .get()
              .mapping("port")
              .map(one -> one.text("name").orElseGet(() -> text(one, "number")))
              .orElse("");
      add(namespace, service.get().text("name"), port, PortOf.SERVICE);
    } else {
      add(namespace, backend.text("serviceName"), text(backend, "servicePort"), PortOf.SERVICE);
    }
  }

  private void route(String namespace, Tree.Mapping spec) {
    String port = spec.mapping("port").map(one -> text(one, "targetPort")).orElse("");
    Stream.concat(spec.mapping("to").stream(), mappings(spec, "alternateBackends"))
        .filter(target -> target.text("kind").orElse("Service").equals("Service"))
        .forEach(target -> add(namespace, target.text("name"), port, PortOf.PODS));
  }

  private void references(String namespace, Tree.Mapping spec, String rules, String key) {
    mappings(spec, rules)
        .forEach(
            rule -> {
              isInternal = lists.guard(namespace, rule);
              mappings(rule, key)
                  .filter(target -> target.text("kind").orElse("Service").equals("Service"))
                  .forEach(
                      target ->
                          add(
                              target.text("namespace").orElse(namespace),
                              target.text("name"),
                              text(target, "port"),
                              PortOf.SERVICE));
            });
  }

  private void add(String namespace, Optional<String> service, String port, PortOf portOf) {
    service.ifPresent(
        name -> backends.add(new Backend(by, namespace, name, port, portOf, isInternal)));
  }

  /** A number or a name as text; empty where absent. */
  static String text(Tree.Mapping mapping, String key) {
    return mapping
        .text(key)
        .orElseGet(
            () -> {
              long number = Ports.number(mapping, key);
              return number == 0 ? "" : String.valueOf(number);
            });
  }

  private static Stream<Tree.Mapping> mappings(Tree.Mapping parent, String key) {
    return parent.items(key).stream().flatMap(item -> item.asMapping().stream());
  }
}
