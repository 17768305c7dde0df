package dev.seaworthy.collectors.tls;

import dev.seaworthy.engine.evidence.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads Traefik's IngressRoute. */
final class IngressRouteReader {
  private IngressRouteReader() {}

  /**
   * Another object that a route or a chain names.
   *
   * @param name as written
   * @param full in full
   */
  private record Reference(String name, String full) {}

  /** One rule. */
  private record Rule(
      String match, long priority, List<Reference> middlewares, List<Backend> backends) {
    static Rule of(Section rule, String namespace) {
      return new Rule(
          rule.text("match").orElse(""),
          rule.number("priority").orElse(0L),
          named(rule, namespace),
          BackendReader.ofRule(rule, namespace));
    }

    List<String> references() {
      return middlewares.stream().map(Reference::full).toList();
    }
  }

  /** Adds the route, and a router of Traefik's for each of its rules. */
  static void read(Place place, Subject subject, Section spec, Proxy proxy) {
    String namespace = subject.namespace();
    List<Rule> rules = spec.list("routes").stream().map(rule -> Rule.of(rule, namespace)).toList();
    Router router =
        new Router(
            place,
            subject,
            "IngressRoute",
            rules.stream()
                .flatMap(rule -> HostRule.hosts(rule.match()).stream())
                .distinct()
                .toList(),
            spec.texts("entryPoints"),
            spec.section("tls").map(tls -> tls(tls, namespace)),
            "",
            rules.stream().map(Rule::references).toList(),
            rules.stream()
                .flatMap(rule -> rule.middlewares().stream())
                .map(Reference::name)
                .distinct()
                .toList());
    proxy.routers.add(router);
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      proxy.routes.add(
          new Route(
              place.at("routes", i),
              router,
              namespace + "/" + subject.name(),
              rule.match(),
              rule.priority(),
              rule.references(),
              rule.backends(),
              Map.of()));
    }
  }

  /** The full names of {@code middlewares}; without a name space they are of {@code namespace}. */
  static List<String> references(Section section, String namespace) {
    return named(section, namespace).stream().map(Reference::full).toList();
  }

  private static List<Reference> named(Section section, String namespace) {
    List<Reference> named = new ArrayList<>();
    for (Section reference : section.list("middlewares")) {
      String home = reference.text("namespace").orElse(namespace);
      reference
          .text("name")
          .ifPresent(name -> named.add(new Reference(name, Names.ofObject(home, name))));
    }
    return named;
  }

  private static Router.Tls tls(Section tls, String namespace) {
    Optional<Section> options = tls.section("options");
    Map<String, Object> shown = new TreeMap<>();
    String fullName = "";
    if (options.isPresent()) {
      String name = options.get().text("name").orElse("");
      shown.put("name", name);
      String home = options.get().text("namespace").orElse(namespace);
      shown.put("namespace", home);
      fullName = Names.ofObject(home, name);
    }
    return new Router.Tls(
        shown, fullName, tls.text("secretName").orElse(""), tls.text("certResolver").orElse(""));
  }
}
