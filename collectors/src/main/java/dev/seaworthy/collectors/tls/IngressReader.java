package dev.seaworthy.collectors.tls;

import dev.seaworthy.engine.evidence.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads an Ingress with the annotations that Traefik understands. */
final class IngressReader {
  private static final String ROUTER = "traefik.ingress.kubernetes.io/router.";

  private static final long BEHIND_ALL = -1_000_000_000;

  private IngressReader() {}

  /**
   * Adds the Ingress, a router for each path, and one behind all others for what no rule matches.
   */
  static void read(Place place, Subject subject, Section ingress, Proxy proxy) {
    Section annotations = ingress.inside("metadata").inside("annotations");
    Section spec = ingress.inside("spec");
    List<Section> rules = spec.list("rules");
    List<Optional<String>> hosts = rules.stream().map(rule -> rule.text("host")).toList();
    List<String> middlewares = words(annotations, "middlewares");
    Router router =
        new Router(
            place.at("spec"),
            subject,
            "Ingress",
            hosts.stream()
                .flatMap(Optional::stream)
                .map(host -> host.toLowerCase(Locale.ROOT))
                .distinct()
                .toList(),
            words(annotations, "entrypoints"),
            tls(annotations),
            listedSecret(spec),
            List.of(middlewares),
            middlewares);
    proxy.routers.add(router);
    long priority =
        annotation(annotations, "priority")
            .filter(text -> text.matches("-?[0-9]{1,9}"))
            .map(Long::parseLong)
            .orElse(0L);
    for (int i = 0; i < rules.size(); i++) {
      List<Section> paths = rules.get(i).inside("http").list("paths");
      for (int k = 0; k < paths.size(); k++) {
        Place at = router.place().at("rules", i, "http", "paths", k);
        String rule = rule(hosts.get(i), paths.get(k));
        proxy.routes.add(route(at, router, rule, priority, paths.get(k).inside("backend")));
      }
    }
    spec.section("defaultBackend")
        .map(
            backend ->
                route(
                    router.place().at("defaultBackend"),
                    router,
                    "PathPrefix(`/`)",
                    BEHIND_ALL,
                    backend))
        .ifPresent(proxy.routes::add);
  }

  private static Route route(
      Place place, Router router, String rule, long priority, Section backend) {
    Section service = backend.inside("service");
    Section port = service.inside("port");
    String namespace = router.subject().namespace();
    Map<String, Object> facts = new TreeMap<>();
    BackendReader.port(port.get("name").or(() -> port.get("number")))
        .ifPresent(one -> facts.put("port", one));
    return new Route(
        place,
        router,
        namespace + "/" + router.subject().name(),
        rule,
        priority,
        router.rules().get(0),
        List.of(
            new Backend(
                Names.ofService(namespace, service.text("name").orElse("")),
                Backend.REFERENCE,
                facts,
                List.of())),
        Map.of());
  }

  private static String rule(Optional<String> host, Section path) {
    List<String> parts = new ArrayList<>();
    host.ifPresent(name -> parts.add(host(name)));
    String value = path.text("path").orElse("");
    String kind = path.text("pathType").orElse("");
    if (!value.isEmpty() && !(value.equals("/") && !kind.equals("Exact"))) {
      parts.add((kind.equals("Exact") ? "Path(`" : "PathPrefix(`") + value + "`)");
    }
    return parts.isEmpty() ? "PathPrefix(`/`)" : String.join(" && ", parts);
  }

  /** A wildcard is one label, as Traefik turns it into a pattern. */
  private static String host(String host) {
    return host.startsWith("*.")
        ? "HostRegexp(`^[a-zA-Z0-9-]+" + host.substring(1).replace(".", "\\.") + "$`)"
        : "Host(`" + host + "`)";
  }

  /**
   * Only annotations, or the entry point, make Traefik speak TLS for an Ingress: {@code spec.tls}
   * loads certificates and no more.
   */
  private static Optional<Router.Tls> tls(Section annotations) {
    Optional<String> options = annotation(annotations, "tls.options");
    String resolver = annotation(annotations, "tls.certresolver").orElse("");
    boolean asked = annotation(annotations, "tls").filter("true"::equalsIgnoreCase).isPresent();
    return asked || !resolver.isEmpty() || options.isPresent()
        ? Optional.of(
            new Router.Tls(
                options.map(name -> Map.<String, Object>of("name", name)).orElse(Map.of()),
                options.orElse(""),
                "",
                resolver))
        : Optional.empty();
  }

  /** One entry without a secret leaves its hosts to the default certificate. */
  private static String listedSecret(Section spec) {
    List<Optional<String>> secrets =
        spec.list("tls").stream().map(one -> one.text("secretName")).toList();
    boolean complete = !secrets.isEmpty() && secrets.stream().allMatch(Optional::isPresent);
    return complete ? secrets.get(0).orElse("") : "";
  }

  private static List<String> words(Section annotations, String name) {
    return annotation(annotations, name).map(Section::split).orElse(List.of());
  }

  private static Optional<String> annotation(Section annotations, String name) {
    return annotations.text(ROUTER + name);
  }
}
