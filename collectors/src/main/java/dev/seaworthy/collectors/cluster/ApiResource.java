package dev.seaworthy.collectors.cluster;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.KubernetesObjects;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A kind that an API server can list.
 *
 * @param apiVersion such as {@code apps/v1}
 * @param name in paths: {@code deployments}
 * @param names by which users call it, in lower case: plural, singular, kind and short names
 */
record ApiResource(
    String apiVersion, String name, String kind, boolean namespaced, Set<String> names) {
  ApiResource {
    names = Set.copyOf(names);
  }

  /** From an entry of an APIResourceList; empty for subresources and what cannot be listed. */
  static Optional<ApiResource> of(String apiVersion, Tree entry) {
    return entry
        .asMapping()
        .filter(mapping -> mapping.items("verbs").stream().anyMatch(ApiResource::isList))
        .flatMap(
            mapping ->
                mapping
                    .text("name")
                    .filter(name -> !name.contains("/"))
                    .flatMap(
                        name ->
                            mapping.text("kind").map(kind -> of(apiVersion, name, kind, mapping))));
  }

  private static ApiResource of(String apiVersion, String name, String kind, Tree.Mapping mapping) {
    Set<String> names = new LinkedHashSet<>(List.of(name, kind.toLowerCase(Locale.ROOT)));
    mapping.text("singularName").filter(one -> !one.isEmpty()).ifPresent(names::add);
    mapping.items("shortNames").forEach(one -> one.asText().ifPresent(names::add));
    boolean namespaced =
        mapping.get("namespaced").map(Tree::plain).filter(Boolean.TRUE::equals).isPresent();
    return new ApiResource(apiVersion, name, kind, namespaced, names);
  }

  private static boolean isList(Tree verb) {
    return verb.asText().filter("list"::equals).isPresent();
  }

  String group() {
    return KubernetesObjects.group(apiVersion);
  }

  /** {@code deployments.apps}; {@code pods} for the core group. */
  String qualified() {
    return group().isEmpty() ? name : name + "." + group();
  }

  /** Whether a user who writes {@code asked} means this kind, as kubectl understands it. */
  boolean isMeantBy(String asked) {
    String lower = asked.toLowerCase(Locale.ROOT);
    return names.stream()
        .anyMatch(known -> lower.equals(known) || lower.equals(known + "." + group()));
  }

  /** The path of all objects, or of those in one namespace. */
  String path(String namespace) {
    String root = (group().isEmpty() ? "/api/" : "/apis/") + apiVersion;
    return namespace.isEmpty() || !namespaced
        ? root + "/" + name
        : root + "/namespaces/" + namespace + "/" + name;
  }
}
