package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which Secrets serve which hosts: Ingresses of every class, routes and stores of Traefik, and
 * Gateways with the routes that attach to them.
 */
final class SecretRoutes {
  private static final Set<String> ATTACHED = Set.of("HTTPRoute", "GRPCRoute", "TLSRoute");

  private final Map<String, Set<String>> hosts = new TreeMap<>();
  private final Map<String, Set<String>> servedBy = new TreeMap<>();
  private final List<Manifest> attached;

  SecretRoutes(List<Manifest> manifests) {
    this.attached = manifests.stream().filter(one -> ATTACHED.contains(one.kind())).toList();
    for (Manifest manifest : manifests) {
      switch (manifest.kind()) {
        case "Ingress" -> readIngress(manifest, spec(manifest));
        case "IngressRoute", "IngressRouteTCP" -> readTraefikRoute(manifest, spec(manifest));
        case "TLSStore" -> readStore(manifest, spec(manifest));
        case "Gateway" -> readGateway(manifest, spec(manifest));
        default -> {
          // Others name no certificates.
        }
      }
    }
  }

  /** The hosts that clients ask for under the certificate of a Secret, {@code namespace/name}. */
  List<String> hosts(String secret) {
    return List.copyOf(hosts.getOrDefault(secret, Set.of()));
  }

  /** What names the Secret. */
  List<String> servedBy(String secret) {
    return List.copyOf(servedBy.getOrDefault(secret, Set.of()));
  }

  private void readIngress(Manifest manifest, Section spec) {
    for (Section tls : spec.list("tls")) {
      List<String> listed = tls.texts("hosts");
      List<String> ruled =
          spec.list("rules").stream().flatMap(rule -> rule.text("host").stream()).toList();
      add(manifest, tls.text("secretName"), listed.isEmpty() ? ruled : listed);
    }
  }

  private void readTraefikRoute(Manifest manifest, Section spec) {
    List<String> named = new ArrayList<>();
    for (Section route : spec.list("routes")) {
      String match = route.text("match").orElse("").replace("HostSNI(", "Host(");
      HostRule.hosts(match).stream().filter(host -> !host.equals("*")).forEach(named::add);
    }
    add(manifest, spec.inside("tls").text("secretName"), named);
  }

  private void readStore(Manifest manifest, Section spec) {
    add(manifest, spec.inside("defaultCertificate").text("secretName"), List.of());
    spec.list("certificates").forEach(one -> add(manifest, one.text("secretName"), List.of()));
  }

  /** A listener without a host name serves those of its routes. */
  private void readGateway(Manifest manifest, Section spec) {
    for (Section listener : spec.list("listeners")) {
      String section = listener.text("name").orElse("");
      List<String> names =
          listener.text("hostname").map(List::of).orElseGet(() -> ofRoutes(manifest, section));
      for (Section reference : listener.inside("tls").list("certificateRefs")) {
        if (reference.text("kind").orElse("Secret").equals("Secret")) {
          String home = reference.text("namespace").orElse(manifest.subject().namespace());
          add(manifest, home, reference.text("name"), names);
        }
      }
    }
  }

  private List<String> ofRoutes(Manifest gateway, String listener) {
    return attached.stream()
        .filter(route -> attaches(route, gateway, listener))
        .flatMap(route -> spec(route).texts("hostnames").stream())
        .distinct()
        .toList();
  }

  private static boolean attaches(Manifest route, Manifest gateway, String listener) {
    Stream<Section> parents = spec(route).list("parentRefs").stream();
    return parents.anyMatch(
        parent ->
            parent.text("kind").orElse("Gateway").equals("Gateway")
                && parent.text("name").filter(gateway.subject().name()::equals).isPresent()
                && parent
                    .text("namespace")
                    .orElse(route.subject().namespace())
                    .equals(gateway.subject().namespace())
                && parent.text("sectionName").orElse(listener).equals(listener));
  }

  private void add(Manifest by, Optional<String> secret, List<String> names) {
    add(by, by.subject().namespace(), secret, names);
  }

  private void add(Manifest by, String namespace, Optional<String> secret, List<String> names) {
    if (secret.isEmpty()) {
      return;
    }
    String id = namespace + "/" + secret.get();
    Set<String> all = hosts.computeIfAbsent(id, one -> new TreeSet<>());
    names.forEach(name -> all.add(name.toLowerCase(Locale.ROOT)));
    servedBy.computeIfAbsent(id, one -> new TreeSet<>()).add(by.subject().toString());
  }

  /** Values of a wrong type are told by those who read the object for its own sake. */
  private static Section spec(Manifest manifest) {
    return new Section(manifest.root(), false, (problem, mark) -> {}).inside("spec");
  }
}
