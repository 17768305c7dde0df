package dev.seaworthy.collectors.cluster;

import dev.seaworthy.collectors.kubernetes.KubernetesObjects;
import dev.seaworthy.collectors.kubernetes.PodPaths;
import dev.seaworthy.engine.evidence.EvidencePattern;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The kinds that a question needs. Others are not listed, and that a group is out of reach which
 * holds none of them is no loss.
 */
public final class NeededKinds {
  /** Every kind. */
  public static final NeededKinds ALL = new NeededKinds(kind -> true, group -> true);

  private final Predicate<ApiResource> kinds;
  private final Predicate<String> groups;

  private NeededKinds(Predicate<ApiResource> kinds, Predicate<String> groups) {
    this.kinds = kinds;
    this.groups = groups;
  }

  /** Kinds by {@code GROUP/KIND}; those of the core group begin with the slash. */
  public static NeededKinds of(Set<String> names) {
    Set<String> known = Set.copyOf(names);
    return new NeededKinds(
        kind -> known.contains(kind.group() + "/" + kind.kind()),
        group -> known.stream().anyMatch(name -> name.startsWith(group + "/")));
  }

  /**
   * Kinds whose objects become evidence that one of {@code patterns} names.
   *
   * @param patterns each an {@link EvidencePattern}
   * @param podPaths tells which kinds make pods
   */
  public static NeededKinds forEvidence(Collection<String> patterns, PodPaths podPaths) {
    Set<String> asked = Set.copyOf(patterns);
    return new NeededKinds(
        kind -> overlaps(asked, podPaths.mayHide(kind.apiVersion(), kind.kind())),
        // Measurements are no evidence, and the service behind them is away more often than others.
        group -> !group.endsWith(KindChoice.METRICS) && overlaps(asked, podPaths.mayHideIn(group)));
  }

  private static boolean overlaps(Set<String> asked, Collection<String> found) {
    return asked.stream()
        .anyMatch(one -> found.stream().anyMatch(other -> EvidencePattern.overlap(one, other)));
  }

  boolean includes(ApiResource kind) {
    return kinds.test(kind);
  }

  /** Whether the group of {@code apiVersion} may hold one of them. */
  boolean mayBeIn(String apiVersion) {
    return groups.test(KubernetesObjects.group(apiVersion));
  }
}
