package dev.seaworthy.engine.rego.graphql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what refers to itself, at whatever length. */
public final class Cycles {
  private Cycles() {}

  /**
   * The first name, in order, that is on a cycle or is reached from one.
   *
   * @param references what each name refers to, as often as it does; other names refer to nothing
   */
  public static Optional<String> find(Map<String, List<String>> references) {
    Map<String, Integer> referrers = new HashMap<>();
    references.values().forEach(to -> to.forEach(name -> referrers.merge(name, 1, Integer::sum)));
    Deque<String> free = new ArrayDeque<>(references.keySet());
    free.removeIf(referrers::containsKey);
    // What nothing refers to is on no cycle, and then what only that referred to, and so on.
    while (!free.isEmpty()) {
      for (String name : references.getOrDefault(free.remove(), List.of())) {
        if (referrers.merge(name, -1, Integer::sum) == 0) {
          free.add(name);
        }
      }
    }
    return references.keySet().stream()
        .filter(name -> referrers.getOrDefault(name, 0) > 0)
        .sorted()
        .findFirst();
  }
}
