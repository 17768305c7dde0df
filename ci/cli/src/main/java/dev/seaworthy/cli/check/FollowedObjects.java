package dev.seaworthy.cli.check;

import dev.seaworthy.admission.CacheTerms;
import dev.seaworthy.admission.ClusterCache;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.collectors.cluster.ClusterException;
import dev.seaworthy.collectors.cluster.ClusterSelection;
import dev.seaworthy.collectors.cluster.Patience;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;

/**
 * A cluster whose objects are followed while reviews are answered.
 *
 * @param collector makes evidence of its objects and of those of reviews, so that they compare
 */
public record FollowedObjects(ClusterCache cache, KubernetesCollector collector) {
  /**
   * Begins to follow a cluster.
   *
   * @throws ConfigurationException if the selection leads to no cluster
   */
  public static FollowedObjects begin(Setup setup, ClusterSelection selection, CacheTerms terms)
      throws ConfigurationException {
    KubernetesCollector collector = new KubernetesCollector(setup.salt().get(), setup.podPaths());
    try {
      return new FollowedObjects(
          ClusterCache.begin(
              selection, collector, Patience.DEFAULT, terms, setup.console().clock()),
          collector);
    } catch (ClusterException e) {
      throw new ConfigurationException(e.problem());
    }
  }
}
