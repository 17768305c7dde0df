package dev.seaworthy.collectors.paths;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.network.PodSet;
import dev.seaworthy.collectors.paths.AttackGraph.Edge;
import dev.seaworthy.collectors.paths.AttackGraph.Means;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What taking over a pod gives at once: the Secrets in it, and its node where it is not kept in.
 */
final class PodEdges {
  /** As the escalations of service accounts call it. */
  private static final String NODES = "nodes";

  private final PathNodes nodes;
  private final Map<Subject, List<Manifest>> makers = new HashMap<>();

  PodEdges(PathNodes nodes, List<Manifest> manifests) {
    this.nodes = nodes;
    manifests.stream()
        .filter(Manifest::makesPods)
        .forEach(
            manifest ->
                makers.computeIfAbsent(manifest.subject(), key -> new ArrayList<>()).add(manifest));
  }

  /** Those of one workload; none if what makes it is not among the manifests. */
  List<Edge> of(PathNodes.Workload workload) {
    List<Edge> edges = new ArrayList<>();
    for (Manifest maker : makers.getOrDefault(workload.subject(), List.of())) {
      PodSet.template(maker)
          .flatMap(template -> template.mapping("spec"))
          .ifPresent(spec -> add(workload, maker, spec, edges));
    }
    return edges;
  }

  private void add(
      PathNodes.Workload workload, Manifest maker, Tree.Mapping spec, List<Edge> edges) {
    JsonPath at = maker.podPath().orElse(JsonPath.ROOT);
    List<RunningContainer> containers = RunningContainer.in(spec, at);
    GivenSecrets.of(spec, at, containers)
        .forEach(
            (name, path) -> {
              int secret = nodes.thing("secret", workload.subject().namespace(), name);
              String note =
                  "%s holds Secret %s (%s)".formatted(workload.name(), name, place(maker, path));
              edges.add(new Edge(Means.POD, List.of(secret), false, "", note));
            });
    HostAccess.of(spec, containers)
        .ifPresent(
            way -> {
              int node = nodes.thing("power", "", NODES);
              String note =
                  "%s comes to its node: %s (%s)"
                      .formatted(workload.name(), way.what(), place(maker, way.path()));
              edges.add(new Edge(Means.POD, List.of(node), false, workload.name(), note));
            });
  }

  private static String place(Manifest manifest, JsonPath path) {
    return manifest.locations().locate(path).toString();
  }
}
