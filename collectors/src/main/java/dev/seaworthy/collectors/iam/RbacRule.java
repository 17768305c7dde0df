package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.json.JsonPath;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a Role or ClusterRole.
 *
 * @param role the name of the role that states it
 * @param place where it stands; null where Kubernetes itself states it
 */
public record RbacRule(
    String role,
    List<String> verbs,
    List<String> apiGroups,
    List<String> resources,
    List<String> names,
    List<String> urls,
    @Nullable Place place) {
  /** A path in the document of {@code at}. */
  public record Place(JsonPath path, Location at) {
    static Place of(Manifest manifest, JsonPath path) {
      return new Place(path, manifest.locations().locate(path));
    }
  }

  static RbacRule of(Manifest manifest, Tree.Mapping rule, JsonPath path) {
    return new RbacRule(
        manifest.subject().name(),
        texts(rule, "verbs"),
        texts(rule, "apiGroups"),
        texts(rule, "resources"),
        texts(rule, "resourceNames"),
        texts(rule, "nonResourceURLs"),
        Place.of(manifest, path));
  }

  /** A rule that Kubernetes states in every cluster, in words separated by spaces. */
  static RbacRule builtIn(String role, String verbs, String apiGroup, String resources) {
    return new RbacRule(
        role, words(verbs), List.of(apiGroup), words(resources), List.of(), List.of(), null);
  }

  static RbacRule builtInUrls(String role, String verbs, String urls) {
    return new RbacRule(role, words(verbs), List.of(), List.of(), List.of(), words(urls), null);
  }

  /** Why the API server would refuse a rule of {@code kind}; empty if it would not. */
  static Optional<String> fault(String kind, Tree.Mapping rule) {
    boolean urls = !rule.items("nonResourceURLs").isEmpty();
    boolean groups = !rule.items("apiGroups").isEmpty();
    boolean resources = !rule.items("resources").isEmpty();
    if (rule.items("verbs").isEmpty()) {
      return Optional.of("names no `verbs`");
    }
    if (urls && kind.equals("Role")) {
      return Optional.of("has `nonResourceURLs`, which no Role can give");
    }
    if (urls && (groups || resources || !rule.items("resourceNames").isEmpty())) {
      return Optional.of("has `nonResourceURLs` beside resources");
    }
    if (!urls && !groups) {
      return Optional.of("names no `apiGroups`");
    }
    return urls || resources ? Optional.empty() : Optional.of("names no `resources`");
  }

  Place placeOr(Place other) {
    return place == null ? other : place;
  }

  /** What it gives, everywhere in the cluster or in one name space. */
  Grant grant(String scope) {
    return new Grant("allow", scope)
        .actions(verbs)
        .resources(resources)
        .list("apiGroups", apiGroups)
        .list("names", names)
        .list("nonResourceUrls", urls);
  }

  private static List<String> words(String text) {
    return List.of(text.split(" "));
  }

  private static List<String> texts(Tree.Mapping rule, String key) {
    return rule.items(key).stream().flatMap(item -> item.asText().stream()).toList();
  }
}
