package dev.seaworthy.collectors.kubernetes;

import dev.seaworthy.collectors.document.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The name space that Helm installs objects into which name none: that of the release. */
final class ReleaseNamespace {
  private ReleaseNamespace() {}

  /**
   * The object in {@code namespace}, if it names none and is of a kind that lives in name spaces.
   *
   * @param namespace empty to leave every object as it is
   */
  static Tree.Mapping given(String namespace, Tree.Mapping object) {
    Optional<Tree.Mapping> metadata = object.mapping("metadata");
    if (namespace.isEmpty()
        || metadata.isEmpty()
        || metadata.get().text("namespace").filter(named -> !named.isEmpty()).isPresent()
        || KubernetesObjects.isClusterScoped(
            object.text("apiVersion").orElse(""), object.text("kind").orElse(""))) {
      return object;
    }
    Tree.Entry entry = object.entries().get("metadata");
    Tree.Mark mark = entry == null ? object.mark() : entry.keyMark();
    Map<String, Tree.Entry> inside = new LinkedHashMap<>(metadata.get().entries());
    inside.put("namespace", new Tree.Entry(mark, new Tree.Scalar(mark, namespace)));
    Map<String, Tree.Entry> entries = new LinkedHashMap<>(object.entries());
    entries.put("metadata", new Tree.Entry(mark, new Tree.Mapping(metadata.get().mark(), inside)));
    return new Tree.Mapping(object.mark(), entries);
  }
}
