package dev.seaworthy.engine.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a piece of evidence is about, in the terms of its own field.
 *
 * @param kind {@code Deployment}, {@code Image}, {@code Certificate}, {@code User}…
 * @param namespace the name space it lives in, or empty where there is none
 * @param name its name, unique within kind and name space
 */
public record Subject(String kind, String namespace, String name) implements Comparable<Subject> {
  private static final Comparator<Subject> ORDER =
      Comparator.comparing(Subject::namespace)
          .thenComparing(Subject::kind)
          .thenComparing(Subject::name);

  public static Subject of(String kind, String name) {
    return new Subject(kind, "", name);
  }

  public Optional<String> namespaceIfAny() {
    return namespace.isEmpty() ? Optional.empty() : Optional.of(namespace);
  }

  /** Reads {@link #toTree} back. */
  public static Subject fromTree(JsonNode tree) {
    return new Subject(
        tree.path("kind").asText(), tree.path("namespace").asText(), tree.path("name").asText());
  }

  /** A value tree for canonical JSON; {@code namespace} is left out where there is none. */
  public Map<String, Object> toTree() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("kind", kind);
    tree.put("name", name);
    namespaceIfAny().ifPresent(present -> tree.put("namespace", present));
    return tree;
  }

  @Override
  public int compareTo(Subject other) {
    return ORDER.compare(this, other);
  }

  /** {@code Deployment harbor/web}. */
  @Override
  public String toString() {
    return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
  }
}
