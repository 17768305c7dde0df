package dev.seaworthy.admission.server;

import dev.seaworthy.admission.ClusterCache;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Problem;
import java.util.Map;
import java.util.TreeMap;

/** Tells when objects of a cluster become unknown, and when they are known again, each once. */
final class CacheWatch {
  private final ClusterCache cache;
  private final EventLog log;
  private Map<String, Problem> told = Map.of();

  CacheWatch(ClusterCache cache, EventLog log) {
    this.cache = cache;
    this.log = log;
  }

  /** Looks; called by one thread. */
  void look() {
    Map<String, Problem> now = new TreeMap<>();
    for (Gap gap : cache.gaps()) {
      now.putIfAbsent(gap.location().file(), gap.problem());
    }
    now.forEach(
        (place, problem) -> {
          // What is unknown grows older, and is told once.
          Problem before = told.get(place);
          if (before == null || !before.code().equals(problem.code())) {
            log.problem("cache-unknown", problem);
          }
        });
    if (now.isEmpty() && !told.isEmpty()) {
      log.event("cache-known");
    }
    told = now;
  }
}
