package dev.seaworthy.collectors.tls;

import dev.seaworthy.engine.evidence.Subject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads an Ingress with the annotations that Traefik understands. */
final class IngressReader {
  private static final String ROUTER = "traefik.ingress.kubernetes.io/router.";

  private static final long BEHIND_ALL = -1_000_000_000;

  private IngressReader() {}

  static Router read(Place place, Subject subject, Section ingress) {
    Optional<Section> spec = ingress.section("spec");
    Optional<Section> annotations =
        ingress.section("metadata").flatMap(metadata -> metadata.section("annotations"));
    List<String> middlewares = words(annotations, "middlewares");
    return new Router(
        place.at("spec"),
        subject,
        "Ingress",
        hosts(spec),
        words(annotations, "entrypoints"),
        tls(annotations),
        listedSecret(spec),
        List.of(middlewares),
        middlewares);
  }

  /** A router for each path, and one behind all others for what no rule matches. */
  static List<Route> routes(Router router, Section ingress) {
    List<Route> routes = new ArrayList<>();
    Optional<Section> annotations =
        ingress.section("metadata").flatMap(metadata -> metadata.section("annotations"));
    long priority =
        annotation(annotations, "priority")
            .filter(text -> text.matches("-?[0-9]{1,9}"))
            .map(Long::parseLong)
            .orElse(0L);
    Section spec = ingress.inside("spec");
    List<Section> rules = spec.list("rules");
    for (int i = 0; i < rules.size(); i++) {
      List<Section> paths = rules.get(i).inside("http").list("paths");
      for (int k = 0; k < paths.size(); k++) {
        Place place = router.place().at("rules", i, "http", "paths", k);
        String rule = rule(rules.get(i), paths.get(k));
        routes.add(route(place, router, rule, priority, paths.get(k).inside("backend")));
      }
    }
    spec.section("defaultBackend")
        .ifPresent(
            backend ->
                routes.add(
                    route(
                        router.place().at("defaultBackend"),
                        router,
                        "PathPrefix(`/`)",
                        BEHIND_ALL,
                        backend)));
    return routes;
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

  private static String rule(Section rule, Section path) {
    List<String> parts = new ArrayList<>();
    rule.text("host").ifPresent(host -> parts.add(host(host)));
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

  private static List<String> hosts(Optional<Section> spec) {
    Set<String> hosts = new LinkedHashSet<>();
    for (Section rule : spec.map(one -> one.list("rules")).orElse(List.of())) {
      rule.text("host").ifPresent(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
    }
    return List.copyOf(hosts);
  }

  /**
   * Only annotations, or the entry point, make Traefik speak TLS for an Ingress: {@code spec.tls}
   * loads certificates and no more.
   */
  private static Optional<Router.Tls> tls(Optional<Section> annotations) {
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
  private static String listedSecret(Optional<Section> spec) {
    List<Optional<String>> secrets =
        spec.map(one -> one.list("tls")).orElse(List.of()).stream()
            .map(one -> one.text("secretName"))
            .toList();
    boolean complete = !secrets.isEmpty() && secrets.stream().allMatch(Optional::isPresent);
    return complete ? secrets.get(0).orElse("") : "";
  }

  private static List<String> words(Optional<Section> annotations, String name) {
    return annotation(annotations, name).stream()
        .flatMap(value -> Stream.of(value.split(",")))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static Optional<String> annotation(Optional<Section> annotations, String name) {
    return annotations.flatMap(one -> one.text(ROUTER + name));
  }
}
