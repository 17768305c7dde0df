package dev.seaworthy.collectors.network.routes;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.KubernetesObjects;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The rules of every IngressRoute and IngressRouteTCP, each a piece of evidence. */
public final class RouteRules {
  private static final Set<String> KINDS = Set.of("IngressRoute", "IngressRouteTCP");
  private static final Set<String> GROUPS = Set.of("traefik.io", "traefik.containo.us");

  private final String collector;

  /**
   * Reads rules for a collector.
   *
   * @param collector its name
   */
  public RouteRules(String collector) {
    this.collector = collector;
  }

  /** One for each rule, in the order of {@code manifests}. */
  public List<Observation> observations(List<Manifest> manifests) {
    List<Observation> observations = new ArrayList<>();
    for (Manifest manifest : manifests) {
      if (KINDS.contains(manifest.kind())) {
        read(manifest, observations);
      }
    }
    return observations;
  }

  private void read(Manifest manifest, List<Observation> observations) {
    Tree.Mapping root = manifest.root();
    Optional<Tree.Mapping> spec = root.mapping("spec");
    if (!GROUPS.contains(KubernetesObjects.group(root.text("apiVersion").orElse("")))
        || spec.isEmpty()) {
      return;
    }
    List<Tree> routes = spec.get().items("routes");
    for (int i = 0; i < routes.size(); i++) {
      Map<String, Object> content = new TreeMap<>(shared(manifest, spec.get()));
      content.put("path", List.of("spec", "routes", i));
      routes.get(i).asMapping().ifPresent(route -> describe(route, content));
      observations.add(
          new Evidence(
              EvidenceKinds.NETWORK_ROUTE,
              manifest.subject(),
              new Source(collector, manifest.source().file(), manifest.source().document()),
              CanonicalJson.of(content),
              manifest.locations()));
    }
  }

  private static Map<String, Object> shared(Manifest manifest, Tree.Mapping spec) {
    List<String> entryPoints = new ArrayList<>();
    spec.items("entryPoints").forEach(item -> item.asText().ifPresent(entryPoints::add));
    return Map.of(
        "kind", manifest.kind(),
        "name", manifest.subject().name(),
        "namespace", manifest.subject().namespace(),
        "entryPoints", entryPoints,
        "tls", spec.mapping("tls").isPresent());
  }

  private static void describe(Tree.Mapping route, Map<String, Object> content) {
    String match = route.text("match").orElse("");
    content.putAll(RuleText.describe(match));
    content.put("priority", priority(route, match));
  }

  private static long priority(Tree.Mapping route, String match) {
    long written =
        route
            .get("priority")
            .filter(tree -> tree.plain() instanceof Long)
            .map(tree -> (long) tree.plain())
            .orElse(0L);
    return RuleText.priority(written, match);
  }
}
