package dev.seaworthy.collectors.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Chooses the kinds to list among those that a cluster has. */
final class KindChoice {
  /** How groups of measurements end. */
  static final String METRICS = "metrics.k8s.io";

  private static final Map<String, String> NO_CONFIGURATION =
      Map.of(
          "events", "a log, not configuration",
          "events.events.k8s.io", "a log, not configuration",
          "leases.coordination.k8s.io", "heartbeats, not configuration",
          "componentstatuses", "measurements, not configuration");

  /**
   * What was chosen.
   *
   * @param kinds in the order of discovery
   * @param asideReasons kinds that hold no configuration, each with the reason
   * @param unchosen how many kinds were not asked for
   * @param unknown names that mean no kind of this cluster
   */
  record Chosen(
      List<ApiResource> kinds,
      Map<String, String> asideReasons,
      int unchosen,
      List<String> unknown) {}

  private KindChoice() {}

  /**
   * All needed kinds that hold configuration; where names are given, those they mean and no others.
   */
  static Chosen of(List<ApiResource> all, List<String> names, NeededKinds needed) {
    return names.isEmpty() ? configuration(all, needed) : named(all, names);
  }

  private static Chosen configuration(List<ApiResource> all, NeededKinds needed) {
    List<ApiResource> kinds = new ArrayList<>();
    Map<String, String> aside = new TreeMap<>();
    List<ApiResource> wanted = all.stream().filter(needed::includes).toList();
    for (ApiResource one : wanted) {
      String reason = reason(one);
      if (reason.isEmpty()) {
        kinds.add(one);
      } else {
        aside.put(one.path(""), reason);
      }
    }
    return new Chosen(kinds, aside, all.size() - wanted.size(), List.of());
  }

  private static String reason(ApiResource kind) {
    return kind.group().endsWith(METRICS)
        ? "measurements, not configuration"
        : NO_CONFIGURATION.getOrDefault(kind.qualified(), "");
  }

  private static Chosen named(List<ApiResource> all, List<String> names) {
    List<ApiResource> kinds =
        all.stream().filter(one -> names.stream().anyMatch(one::isMeantBy)).toList();
    List<String> unknown =
        names.stream()
            .filter(name -> kinds.stream().noneMatch(one -> one.isMeantBy(name)))
            .toList();
    return new Chosen(kinds, Map.of(), all.size() - kinds.size(), unknown);
  }
}
