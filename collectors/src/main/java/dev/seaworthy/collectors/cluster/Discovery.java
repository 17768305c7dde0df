package dev.seaworthy.collectors.cluster;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.KubernetesObjects;
import dev.seaworthy.collectors.kubernetes.PodPaths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what an API server can list, as kubectl does: of each group the preferred version, and the
 * others for kinds that it lacks.
 */
final class Discovery {
  /**
   * What there is.
   *
   * @param resources in order of their groups, then of the server
   * @param lost groups of which a version could not be asked about, by the path that failed
   */
  record Found(List<ApiResource> resources, Map<String, Lost> lost) {}

  /** A group that cannot be asked about, and what it may hide. */
  record Lost(ApiException why, List<String> affects) {}

  private final ApiServer server;
  private final PodPaths podPaths;
  private final NeededKinds needed;
  private final Map<String, ApiResource> found = new LinkedHashMap<>();
  private final Map<String, Lost> lost = new LinkedHashMap<>();

  Discovery(ApiServer server, PodPaths podPaths, NeededKinds needed) {
    this.server = server;
    this.podPaths = podPaths;
    this.needed = needed;
  }

  /**
   * Asks.
   *
   * @throws ApiException if the server does not even tell its groups
   */
  Found run() throws ApiException {
    for (Tree version : server.document("/api").items("versions")) {
      version.asText().ifPresent(text -> ask("/api/" + text, text));
    }
    for (Tree group : server.document("/apis").items("groups")) {
      for (String version : group.asMapping().map(Discovery::versions).orElse(List.of())) {
        ask("/apis/" + version, version);
      }
    }
    return new Found(List.copyOf(found.values()), lost);
  }

  /** The versions of a group, the preferred one first. */
  private static List<String> versions(Tree.Mapping group) {
    Stream<String> preferred =
        group.mapping("preferredVersion").stream().flatMap(Discovery::version);
    Stream<String> all =
        group.items("versions").stream()
            .flatMap(one -> one.asMapping().stream())
            .flatMap(Discovery::version);
    return Stream.concat(preferred, all).distinct().toList();
  }

  private static Stream<String> version(Tree.Mapping entry) {
    return entry.text("groupVersion").stream();
  }

  private void ask(String path, String apiVersion) {
    if (!needed.mayBeIn(apiVersion)) {
      return;
    }
    try {
      List<ApiResource> resources = new ArrayList<>();
      server.document(path).items("resources").stream()
          .map(entry -> ApiResource.of(apiVersion, entry))
          .flatMap(Optional::stream)
          .forEach(resources::add);
      resources.forEach(one -> found.putIfAbsent(one.qualified(), one));
    } catch (ApiException e) {
      lost.put(path, new Lost(e, podPaths.mayHideIn(KubernetesObjects.group(apiVersion))));
    }
  }
}
