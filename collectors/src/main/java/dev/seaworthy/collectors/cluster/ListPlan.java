package dev.seaworthy.collectors.cluster;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.collectors.kubernetes.PodPaths;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Gap;
import java.util.ArrayList;
import java.util.List;

/**
 * Which lists of a cluster a selection takes.
 *
 * @param tasks the lists
 * @param gaps groups that could not be asked about, and kinds that there are none of
 * @param skipped what was left aside on purpose
 */
record ListPlan(List<ListTask> tasks, List<Gap> gaps, List<Coverage.Skipped> skipped) {
  ListPlan {
    tasks = List.copyOf(tasks);
    gaps = List.copyOf(gaps);
    skipped = List.copyOf(skipped);
  }

  /**
   * Asks the server what there is, and chooses.
   *
   * @param place of the cluster, such as {@code cluster:staging}
   * @throws ApiException if the server does not even tell its groups
   */
  static ListPlan of(
      ApiServer server,
      String place,
      ClusterSelection selection,
      NeededKinds needed,
      PodPaths podPaths)
      throws ApiException {
    // A user who names kinds means them.
    NeededKinds wanted = selection.kinds().isEmpty() ? needed : NeededKinds.ALL;
    Discovery.Found found = new Discovery(server, podPaths, wanted).run();
    KindChoice.Chosen chosen = KindChoice.of(found.resources(), selection.kinds(), wanted);
    List<Gap> gaps = new ArrayList<>();
    found
        .lost()
        .forEach(
            (path, lost) ->
                gaps.add(ClusterReading.gapAt(lost.why().problem(), place + path, lost.affects())));
    for (String name : chosen.unknown()) {
      gaps.add(
          ClusterReading.gapAt(
              server.problems().noKind(name), place, EvidenceKinds.from(KubernetesCollector.NAME)));
    }
    return new ListPlan(ListTask.of(chosen.kinds(), selection), gaps, skipped(chosen, place));
  }

  private static List<Coverage.Skipped> skipped(KindChoice.Chosen chosen, String place) {
    List<Coverage.Skipped> skipped = new ArrayList<>();
    chosen
        .asideReasons()
        .forEach((path, reason) -> skipped.add(new Coverage.Skipped(place + path, reason)));
    if (chosen.unchosen() > 0) {
      String reason = "%d kinds that were not asked for".formatted(chosen.unchosen());
      skipped.add(new Coverage.Skipped(place, reason));
    }
    return skipped;
  }
}
