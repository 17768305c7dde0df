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
import java.util.Optional;

/** Makes one reading of what the lists of a cluster hold, read once or followed. */
final class ClusterReading {
  /**
   * What lists gave.
   *
   * @param seen of all objects
   * @param listed the lists that are whole
   * @param gaps what is not
   */
  record Lists(List<OwnedObjects.Seen> seen, List<ClusterLists.Listed> listed, List<Gap> gaps) {}

  private final ClusterAccess access;
  private final ClusterSelection selection;
  private final String place;

  ClusterReading(ClusterAccess access, ClusterSelection selection) {
    this.access = access;
    this.selection = selection;
    this.place = "cluster:" + access.name();
  }

  /** What the paths of lists and objects are appended to. */
  String place() {
    return place;
  }

  /** Where not even the lists are known. */
  LiveSource.Reading none(Problem problem) {
    return new LiveSource.Reading(place, List.copyOf(unknown(problem)), List.of(), 1, 0, 0);
  }

  /** That nothing is known of the cluster, or not what kinds it has. */
  List<Gap> unknown(Problem problem) {
    return List.of(gapAt(problem, place, EvidenceKinds.from(KubernetesCollector.NAME)));
  }

  /**
   * Puts together what the lists of {@code plan} gave.
   *
   * @param version of the server, where it tells
   */
  LiveSource.Reading of(ListPlan plan, Lists lists, Optional<String> version) {
    List<Coverage.Skipped> skipped = new ArrayList<>(plan.skipped());
    List<Observation> observations = observations(plan, lists, skipped);
    if (observations.isEmpty()) {
      observations.addAll(unknown(access.server().problems().nothing()));
    }
    observations.add(new ClusterFacts(access, selection).evidence(place, lists.listed(), version));
    return new LiveSource.Reading(
        place,
        observations,
        skipped,
        plan.tasks().size(),
        lists.listed().size(),
        lists.seen().size());
  }

  /**
   * What the lists of {@code plan} gave, and nothing where nothing is there.
   *
   * @param skipped takes what is left out
   */
  List<Observation> observations(ListPlan plan, Lists lists, List<Coverage.Skipped> skipped) {
    List<Observation> observations = new ArrayList<>(plan.gaps());
    observations.addAll(lists.gaps());
    OwnedObjects owned = new OwnedObjects(lists.seen());
    if (selection.owned()) {
      lists.seen().forEach(one -> observations.add(one.observation()));
    } else {
      observations.addAll(owned.kept());
      skipped.addAll(owned.leftOut());
    }
    return observations;
  }

  static Gap gapAt(Problem problem, String where, List<String> affects) {
    return new Gap(
        problem, new Source(KubernetesCollector.NAME, where, 0), Location.of(where), affects);
  }
}
