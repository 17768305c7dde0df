package dev.seaworthy.collectors.tls;

import dev.seaworthy.engine.evidence.Subject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads Traefik's IngressRoute. */
final class IngressRouteReader {
  private IngressRouteReader() {}

  static Router read(Place place, Subject subject, Section spec) {
    Set<String> hosts = new LinkedHashSet<>();
    List<List<String>> rules = new ArrayList<>();
    Set<String> shown = new LinkedHashSet<>();
    for (Section route : spec.list("routes")) {
      hosts.addAll(HostRule.hosts(route.text("match").orElse("")));
      rules.add(references(route, subject.namespace()));
      route.list("middlewares").forEach(one -> one.text("name").ifPresent(shown::add));
    }
    return new Router(
        place,
        subject,
        "IngressRoute",
        List.copyOf(hosts),
        spec.texts("entryPoints"),
        spec.section("tls").map(tls -> tls(tls, subject.namespace())),
        "",
        rules,
        List.copyOf(shown));
  }

  /** The rules of {@code spec}, which {@code router} was read from. */
  static List<Route> routes(Router router, Section spec) {
    List<Route> routes = new ArrayList<>();
    String namespace = router.subject().namespace();
    List<Section> rules = spec.list("routes");
    for (int i = 0; i < rules.size(); i++) {
      Section rule = rules.get(i);
      routes.add(
          new Route(
              router.place().at("routes", i),
              router,
              namespace + "/" + router.subject().name(),
              rule.text("match").orElse(""),
              rule.number("priority").orElse(0L),
              references(rule, namespace),
              BackendReader.ofRule(rule, namespace),
              Map.of()));
    }
    return routes;
  }

  /** The full names of {@code middlewares}; without a name space they are of {@code namespace}. */
  static List<String> references(Section section, String namespace) {
    List<String> names = new ArrayList<>();
    for (Section reference : section.list("middlewares")) {
      reference.text("name").ifPresent(name -> names.add(inFull(reference, name, namespace)));
    }
    return names;
  }

  private static Router.Tls tls(Section tls, String namespace) {
    Optional<Section> options = tls.section("options");
    Map<String, Object> shown = new TreeMap<>();
    String fullName = "";
    if (options.isPresent()) {
      String name = options.get().text("name").orElse("");
      shown.put("name", name);
      shown.put("namespace", options.get().text("namespace").orElse(namespace));
      fullName = inFull(options.get(), name, namespace);
    }
    return new Router.Tls(
        shown, fullName, tls.text("secretName").orElse(""), tls.text("certResolver").orElse(""));
  }

  private static String inFull(Section reference, String name, String namespace) {
    return Names.ofObject(reference.text("namespace").orElse(namespace), name);
  }
}
