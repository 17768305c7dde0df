package dev.seaworthy.collectors.tls;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a router sends requests to: servers, a choice between other backends, or a name to be looked
 * up.
 *
 * @param name in full
 * @param kind as Traefik calls it, or {@link #REFERENCE}
 * @param facts as {@code tls/service} has them
 * @param parts the backends it chooses from
 */
record Backend(String name, String kind, Map<String, Object> facts, List<Backend> parts) {
  static final String REFERENCE = "reference";

  Backend {
    facts = Map.copyOf(facts);
    parts = List.copyOf(parts);
  }

  static Backend reference(String name) {
    return new Backend(name, REFERENCE, Map.of(), List.of());
  }

  /** All backends below {@code roots} with what names stand for, each once. */
  static List<Map<String, Object>> flat(
      List<Backend> roots, Map<String, Backend> known, Set<String> unresolved) {
    List<Map<String, Object>> flat = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    roots.forEach(root -> root.flatten(known, seen, unresolved, flat));
    return flat;
  }

  private void flatten(
      Map<String, Backend> known,
      Set<String> seen,
      Set<String> unresolved,
      List<Map<String, Object>> flat) {
    if (kind.equals(REFERENCE)) {
      Backend found = known.get(name);
      if (found == null) {
        unresolved.add(name);
      } else if (seen.add(name)) {
        found.with(facts).flatten(known, seen, unresolved, flat);
      }
      return;
    }
    Map<String, Object> content = new TreeMap<>(facts);
    content.put("name", name);
    content.put("kind", kind);
    if (!parts.isEmpty()) {
      content.put("choices", parts.size());
    }
    flat.add(content);
    parts.forEach(part -> part.flatten(known, seen, unresolved, flat));
  }

  /** The one that is meant, with what the reference says of it. */
  private Backend with(Map<String, Object> more) {
    Map<String, Object> all = new TreeMap<>(facts);
    all.putAll(more);
    return new Backend(name, kind, all, parts);
  }
}
