package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells which Ingresses Traefik serves: by their class, as its Kubernetes provider does. */
final class IngressClasses {
  private static final String KIND = "IngressClass";
  private static final String CONTROLLER = "traefik.io/ingress-controller";
  private static final String OLD_CLASS = "kubernetes.io/ingress.class";

  /** Parts of the class names that other controllers are installed with. */
  private static final List<String> OTHERS =
      List.of(
          "alb",
          "apisix",
          "azure",
          "cilium",
          "contour",
          "emissary",
          "gce",
          "haproxy",
          "istio",
          "kong",
          "nginx",
          "openshift",
          "skipper",
          "tyk");

  private final Map<String, String> controllers = new HashMap<>();

  IngressClasses(List<Manifest> manifests) {
    for (Manifest manifest : manifests) {
      if (manifest.kind().equals(KIND)) {
        String controller =
            manifest.root().mapping("spec").flatMap(spec -> spec.text("controller")).orElse("");
        controllers.put(manifest.subject().name(), controller);
      }
    }
  }

  /** Who serves an Ingress. */
  enum Server {
    TRAEFIK,
    OTHER,
    UNKNOWN
  }

  Server server(Tree.Mapping ingress) {
    // An Ingress without a class is served by a Traefik that was given none.
    return name(ingress).map(this::server).orElse(Server.TRAEFIK);
  }

  /** The class that an Ingress asks for. */
  static Optional<String> name(Tree.Mapping ingress) {
    return ingress
        .mapping("spec")
        .flatMap(spec -> spec.text("ingressClassName"))
        .or(
            () ->
                ingress
                    .mapping("metadata")
                    .flatMap(metadata -> metadata.mapping("annotations"))
                    .flatMap(annotations -> annotations.text(OLD_CLASS)))
        .filter(name -> !name.isEmpty());
  }

  private Server server(String name) {
    String controller = controllers.get(name);
    if (controller != null) {
      return controller.equals(CONTROLLER) ? Server.TRAEFIK : Server.OTHER;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.contains("traefik")) {
      return Server.TRAEFIK;
    }
    return OTHERS.stream().anyMatch(lower::contains) ? Server.OTHER : Server.UNKNOWN;
  }
}
