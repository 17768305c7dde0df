package dev.seaworthy.collectors.cluster;

/** Is told how far the reading of a cluster is; called from the thread that reads. */
@FunctionalInterface
public interface ClusterProgress {
  ClusterProgress NONE = (list, lists, kind, objects) -> {};

  /**
   * One more page came, or a list begins.
   *
   * @param list which list is being read, from 1
   * @param lists how many there are
   * @param kind what is listed, such as {@code deployments.apps}
   * @param objects objects of this list read so far
   */
  void read(int list, int lists, String kind, int objects);
}
