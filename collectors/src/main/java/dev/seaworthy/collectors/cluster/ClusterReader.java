package dev.seaworthy.collectors.cluster;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.LiveSource;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Source;
import java.util.ArrayList;
import java.util.List;

/** Reads a cluster once, as a selection asks for it. */
public final class ClusterReader implements LiveSource {
  private final ClusterAccess access;
  private final ClusterSelection selection;
  private final NeededKinds needed;
  private final KubernetesCollector collector;
  private final ClusterProgress progress;
  private final String place;
  private final List<Observation> observations = new ArrayList<>();
  private final List<Coverage.Skipped> skipped = new ArrayList<>();

  private ClusterReader(
      ClusterAccess access,
      ClusterSelection selection,
      NeededKinds needed,
      KubernetesCollector collector,
      ClusterProgress progress) {
    this.access = access;
    this.selection = selection;
    // A user who names kinds means them.
    this.needed = selection.kinds().isEmpty() ? needed : NeededKinds.ALL;
    this.collector = collector;
    this.progress = progress;
    this.place = "cluster:" + access.name();
  }

  /**
   * A reader of the cluster that {@code selection} leads to; nothing is sent to it yet.
   *
   * @param collector turns objects into evidence, secret values redacted
   * @throws ClusterException if the selection leads to no cluster
   */
  public static ClusterReader of(
      ClusterSelection selection,
      KubernetesCollector collector,
      Patience patience,
      ClusterProgress progress)
      throws ClusterException {
    return of(selection, NeededKinds.ALL, collector, patience, progress);
  }

  /**
   * The same, of no other kinds than a question needs; where the selection names kinds, those.
   *
   * @throws ClusterException if the selection leads to no cluster
   */
  public static ClusterReader of(
      ClusterSelection selection,
      NeededKinds needed,
      KubernetesCollector collector,
      Patience patience,
      ClusterProgress progress)
      throws ClusterException {
    ClusterAccess access = ClusterAccess.open(selection, patience);
    return new ClusterReader(access, selection, needed, collector, progress);
  }

  @Override
  public Reading read() {
    try (access) {
      Discovery.Found found = new Discovery(access.server(), collector.podPaths(), needed).run();
      found.lost().forEach((path, lost) -> gap(lost.why().problem(), place + path, lost.affects()));
      return read(choose(found.resources()));
    } catch (ApiException e) {
      gap(e.problem(), place, EvidenceKinds.from(KubernetesCollector.NAME));
      return new Reading(place, observations, skipped, 1, 0, 0);
    }
  }

  private List<ListTask> choose(List<ApiResource> all) {
    KindChoice.Chosen chosen = KindChoice.of(all, selection.kinds(), needed);
    ClusterProblems problems = access.server().problems();
    chosen
        .unknown()
        .forEach(
            name ->
                gap(problems.noKind(name), place, EvidenceKinds.from(KubernetesCollector.NAME)));
    chosen
        .asideReasons()
        .forEach((path, reason) -> skipped.add(new Coverage.Skipped(place + path, reason)));
    if (chosen.unchosen() > 0) {
      String reason = "%d kinds that were not asked for".formatted(chosen.unchosen());
      skipped.add(new Coverage.Skipped(place, reason));
    }
    return ListTask.of(chosen.kinds(), selection);
  }

  private Reading read(List<ListTask> tasks) {
    ClusterLists lists = new ClusterLists(access.server(), place, collector, progress);
    lists.read(tasks);
    observations.addAll(lists.gaps());
    OwnedObjects owned = new OwnedObjects(lists.seen());
    if (selection.owned()) {
      lists.seen().forEach(one -> observations.add(one.observation()));
    } else {
      observations.addAll(owned.kept());
      skipped.addAll(owned.leftOut());
    }
    if (observations.isEmpty()) {
      Problem nothing = access.server().problems().nothing();
      gap(nothing, place, EvidenceKinds.from(KubernetesCollector.NAME));
    }
    observations.add(new ClusterFacts(access, selection).evidence(place, lists.listed()));
    return new Reading(
        place, observations, skipped, tasks.size(), lists.listed().size(), lists.seen().size());
  }

  private void gap(Problem problem, String where, List<String> affects) {
    observations.add(gapAt(problem, where, affects));
  }

  static Gap gapAt(Problem problem, String where, List<String> affects) {
    return new Gap(
        problem, new Source(KubernetesCollector.NAME, where, 0), Location.of(where), affects);
  }
}
