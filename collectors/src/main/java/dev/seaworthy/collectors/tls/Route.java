package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.network.routes.RuleText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One rule of a router, and where it sends what it matches.
 *
 * @param place of the rule itself
 * @param router that it belongs to
 * @param name of the router that Traefik makes of it, or the object's
 * @param priority as written; 0 where nothing is
 * @param middlewares in full
 * @param said what Traefik itself says of it
 */
record Route(
    Place place,
    Router router,
    String name,
    String rule,
    long priority,
    List<String> middlewares,
    List<Backend> backends,
    Map<String, Object> said) {
  Route {
    middlewares = List.copyOf(middlewares);
    backends = List.copyOf(backends);
    said = Map.copyOf(said);
  }

  /** What needs nothing else to be known. */
  Map<String, Object> content() {
    Map<String, Object> content = new TreeMap<>(RuleText.describe(rule));
    content.putAll(said);
    content.put("name", name);
    router.subject().namespaceIfAny().ifPresent(namespace -> content.put("namespace", namespace));
    content.put("origin", router.origin());
    content.put("entryPoints", router.entryPoints());
    content.put("priority", RuleText.priority(priority, rule));
    content.put("middlewares", middlewares);
    return content;
  }
}
