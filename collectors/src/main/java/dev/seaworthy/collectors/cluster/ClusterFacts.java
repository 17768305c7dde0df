package dev.seaworthy.collectors.cluster;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Records which cluster was read, what of it, and as of which moment. */
final class ClusterFacts {
  private final ClusterAccess access;
  private final ClusterSelection selection;

  ClusterFacts(ClusterAccess access, ClusterSelection selection) {
    this.access = access;
    this.selection = selection;
  }

  /** The cluster as evidence, found at {@code place}. */
  Evidence evidence(String place, List<ClusterLists.Listed> lists, Optional<String> version) {
    Map<String, Object> content = new TreeMap<>();
    content.put("server", access.server().url());
    version.ifPresent(told -> content.put("version", told));
    content.put("namespaces", selection.namespaces());
    content.put("labels", selection.labels());
    content.put("lists", lists.stream().map(ClusterFacts::tree).toList());
    return new Evidence(
        EvidenceKinds.CLUSTER,
        Subject.of("Cluster", access.name()),
        new Source(KubernetesCollector.NAME, place, 0),
        CanonicalJson.of(content),
        Locations.wholeFile(place));
  }

  /** Absent where the identity may not even ask for it; nothing is judged by it. */
  static Optional<String> version(ApiServer server) {
    try {
      return server.document("/version").text("gitVersion");
    } catch (ApiException e) {
      return Optional.empty();
    }
  }

  private static Map<String, Object> tree(ClusterLists.Listed list) {
    return Map.of(
        "path", list.task().path(),
        "kind", list.task().kind().kind(),
        "objects", list.objects(),
        "resourceVersion", list.resourceVersion());
  }
}
