package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a running Traefik says under {@code /api/rawdata}: the routers, services and
 * middlewares of all its providers, and why it does not serve some of them.
 *
 * @see <a href="https://doc.traefik.io/traefik/operations/api/#endpoints">Endpoints of the API</a>
 */
final class RawData {
  static final String ORIGIN = "api";

  private final Place place;
  private final Section root;
  private final Proxy proxy;

  RawData(Place place, Section root, Proxy proxy) {
    this.place = place;
    this.root = root;
    this.proxy = proxy;
  }

  /** Whether routers and services have names with their provider. */
  static boolean recognises(Tree tree) {
    return tree.asMapping().stream()
        .filter(mapping -> mapping.get("apiVersion").isEmpty())
        .anyMatch(mapping -> named(mapping, "routers") && named(mapping, "services"));
  }

  void read() {
    proxy.addNamed(root, place, Names::beside);
    root.sections("routers").forEach((name, section) -> proxy.routes.add(route(name, section)));
  }

  private Route route(String name, Section section) {
    List<String> middlewares =
        section.texts("middlewares").stream().map(one -> Names.beside(name, one)).toList();
    String rule = section.text("rule").orElse("");
    Router router =
        new Router(
            place.at("routers", name),
            Subject.of("Router", name),
            ORIGIN,
            HostRule.hosts(rule),
            section.texts("entryPoints"),
            section.sectionOrTrue("tls").map(tls -> Router.Tls.PLAIN),
            "",
            List.of(middlewares),
            middlewares);
    Optional<Backend> backend =
        section.text("service").map(one -> Backend.reference(Names.beside(name, one)));
    Map<String, Object> said =
        Map.of(
            "status", section.text("status").orElse(""),
            "errors", section.texts("error"));
    return new Route(
        router.place(),
        router,
        name,
        rule,
        section.number("priority").orElse(0L),
        middlewares,
        backend.stream().toList(),
        said);
  }

  private static boolean named(Tree.Mapping mapping, String key) {
    return mapping.mapping(key).stream()
        .anyMatch(
            all ->
                !all.entries().isEmpty()
                    && all.entries().keySet().stream().allMatch(name -> name.contains("@")));
  }
}
