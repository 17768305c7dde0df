package dev.seaworthy.cli.check;

import dev.seaworthy.collectors.LiveSource;
import dev.seaworthy.collectors.cluster.ClusterException;
import dev.seaworthy.collectors.cluster.ClusterProgress;
import dev.seaworthy.collectors.cluster.ClusterReader;
import dev.seaworthy.collectors.cluster.ClusterSelection;
import dev.seaworthy.collectors.cluster.NeededKinds;
import dev.seaworthy.collectors.cluster.Patience;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;

/** Leads from a selection to a source of the cluster's objects. */
@FunctionalInterface
interface ClusterSources {
  /** Each reads the cluster once. */
  ClusterSources ONCE =
      (selection, needed, objects, progress) ->
          ClusterReader.of(selection, needed, objects, Patience.DEFAULT, progress);

  /**
   * The source.
   *
   * @throws ClusterException if the selection leads to no cluster
   */
  LiveSource of(
      ClusterSelection selection,
      NeededKinds needed,
      KubernetesCollector objects,
      ClusterProgress progress)
      throws ClusterException;
}
