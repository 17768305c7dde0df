package dev.seaworthy.collectors.cluster;

import dev.seaworthy.collectors.LiveSource;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;

/** Reads a cluster once, as a selection asks for it. */
public final class ClusterReader implements LiveSource {
  private final ClusterAccess access;
  private final ClusterSelection selection;
  private final NeededKinds needed;
  private final KubernetesCollector collector;
  private final ClusterProgress progress;

  private ClusterReader(
      ClusterAccess access,
      ClusterSelection selection,
      NeededKinds needed,
      KubernetesCollector collector,
      ClusterProgress progress) {
    this.access = access;
    this.selection = selection;
    this.needed = needed;
    this.collector = collector;
    this.progress = progress;
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
    ClusterReading reading = new ClusterReading(access, selection);
    try (access) {
      ApiServer server = access.server();
      ListPlan plan = ListPlan.of(server, reading.place(), selection, needed, collector.podPaths());
      ClusterLists lists =
          new ClusterLists(
              server,
              reading.place(),
              new LiveObjects(reading.place(), server.problems(), collector),
              progress);
      lists.read(plan.tasks());
      return reading.of(plan, lists.all(), ClusterFacts.version(server));
    } catch (ApiException e) {
      return reading.none(e.problem());
    }
  }
}
