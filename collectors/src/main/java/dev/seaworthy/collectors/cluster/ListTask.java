package dev.seaworthy.collectors.cluster;

import dev.seaworthy.collectors.kubernetes.PodPaths;
import java.util.ArrayList;
import java.util.List;

/**
 * One list to ask for.
 *
 * @param kind of its objects
 * @param namespace empty where the list is of the whole cluster
 * @param query selects among the objects, encoded; may be empty
 */
record ListTask(ApiResource kind, String namespace, String query) {
  /** The lists that a selection takes of {@code kinds}, in that order. */
  static List<ListTask> of(List<ApiResource> kinds, ClusterSelection selection) {
    String labels =
        selection.labels().isEmpty()
            ? ""
            : "labelSelector=" + PagedList.encoded(selection.labels());
    List<ListTask> tasks = new ArrayList<>();
    for (ApiResource kind : kinds) {
      if (selection.namespaces().isEmpty() || !(kind.namespaced() || isNamespace(kind))) {
        tasks.add(new ListTask(kind, "", labels));
      } else {
        selection.namespaces().forEach(name -> tasks.add(within(kind, name, labels)));
      }
    }
    return tasks;
  }

  /** Of the namespaces themselves only those that were asked for. */
  private static ListTask within(ApiResource kind, String namespace, String labels) {
    String query =
        isNamespace(kind)
            ? "fieldSelector="
                + PagedList.encoded("metadata.name=" + namespace)
                + (labels.isEmpty() ? "" : "&" + labels)
            : labels;
    return new ListTask(kind, namespace, query);
  }

  private static boolean isNamespace(ApiResource kind) {
    return kind.qualified().equals("namespaces");
  }

  /** Whether the list has exactly one object if the namespace is there at all. */
  boolean provesNamespace() {
    return isNamespace(kind) && !namespace.isEmpty() && !query.contains("labelSelector");
  }

  String path() {
    return kind.path(namespace);
  }

  /** The evidence that goes missing with the list. */
  List<String> mayHide(PodPaths podPaths) {
    return podPaths.mayHide(kind.apiVersion(), kind.kind());
  }
}
