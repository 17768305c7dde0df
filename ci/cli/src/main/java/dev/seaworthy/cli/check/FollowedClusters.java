package dev.seaworthy.cli.check;

import dev.seaworthy.collectors.LiveSource;
import dev.seaworthy.collectors.cluster.ClusterException;
import dev.seaworthy.collectors.cluster.ClusterProgress;
import dev.seaworthy.collectors.cluster.ClusterSelection;
import dev.seaworthy.collectors.cluster.ClusterWatch;
import dev.seaworthy.collectors.cluster.NeededKinds;
import dev.seaworthy.collectors.cluster.Patience;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Clusters that are followed from the first time on that they are asked for. */
final class FollowedClusters implements ClusterSources, AutoCloseable {
  /** A cluster that takes longer is judged by what is known by then. */
  private static final Duration FIRST_READING = Duration.ofMinutes(3);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final Clock clock;
  private final Signal signal;
  private final Map<ClusterSelection, ClusterWatch> watches = new LinkedHashMap<>();

  /**
   * Nothing followed yet.
   *
   * @param signal is given for each change
   */
  FollowedClusters(Clock clock, Signal signal) {
    this.clock = clock;
    this.signal = signal;
  }

  @Override
  public synchronized LiveSource of(
      ClusterSelection selection,
      NeededKinds needed,
      KubernetesCollector objects,
      ClusterProgress progress)
      throws ClusterException {
    ClusterWatch known = watches.get(selection);
    if (known != null) {
      return known;
    }
    ClusterWatch watch =
        ClusterWatch.begin(
            selection, needed, objects, Patience.DEFAULT, progress, clock, signal::change);
    watches.put(selection, watch);
    awaitFirst(watch);
    return watch;
  }

  /** How every list of every cluster stands. */
  synchronized List<ClusterWatch.Followed> lists() {
    return watches.values().stream().flatMap(watch -> watch.followed().stream()).toList();
  }

  synchronized boolean isEmpty() {
    return watches.isEmpty();
  }

  @Override
  public synchronized void close() {
    watches.values().forEach(ClusterWatch::close);
  }

  private void awaitFirst(ClusterWatch watch) {
    long end = System.nanoTime() + FIRST_READING.toNanos();
    try {
      while (!watch.isTried() && System.nanoTime() < end && !signal.isStopped()) {
        Thread.sleep(LOOK_AGAIN.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
