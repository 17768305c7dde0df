package dev.seaworthy.cli.check;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.verdict.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Checks again and again while a cluster changes, each time as {@link CheckRun} does. */
public final class WatchRun {
  /** Judged anew no later than that: files may have changed, of which nothing is told. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final Setup setup;
  private final Supplier<Progress> progress;
  private final CheckRequest request;
  private final Duration interval;
  private final Signal signal;

  /**
   * A run.
   *
   * @param progress of one check
   * @param interval no check begins sooner after the one before
   * @param signal ends the run
   */
  public WatchRun(
      Setup setup,
      Supplier<Progress> progress,
      CheckRequest request,
      Duration interval,
      Signal signal) {
    this.setup = setup.shared();
    this.progress = progress;
    this.request = request;
    this.interval = interval;
    this.signal = signal;
  }

  /**
   * Runs until it is told to stop.
   *
   * @param told of the first verdict, and of each that differs from the one before
   * @return the last verdict
   * @throws ConfigurationException if the request or the descriptor is at fault, or no cluster is
   *     asked for
   * @throws PolicyException if a bundle is
   */
  public Verdict run(Consumer<VerdictChange> told) throws ConfigurationException, PolicyException {
    Clock clock = setup.console().clock();
    try (FollowedClusters clusters = new FollowedClusters(clock, signal)) {
      Verdict last = check(clusters);
      requireCluster(clusters);
      told.accept(VerdictChange.first(last, clusters.lists()));
      while (signal.pause(interval) && signal.awaitChange(untilExpiry(last, clock))) {
        Verdict now = check(clusters);
        VerdictChange change = VerdictChange.between(last, now, clusters.lists());
        if (change.isChange()) {
          told.accept(change);
        }
        last = now;
      }
      return last;
    }
  }

  private Verdict check(FollowedClusters clusters) throws ConfigurationException, PolicyException {
    signal.forget();
    try (Progress shown = progress.get()) {
      return new CheckRun(setup, shown, request, clusters).run().verdict();
    }
  }

  private static Duration untilExpiry(Verdict verdict, Clock clock) {
    Duration left = Duration.between(clock.instant(), verdict.validUntil());
    if (left.isNegative()) {
      return Duration.ZERO;
    }
    return left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
  }

  private static void requireCluster(FollowedClusters clusters) throws ConfigurationException {
    if (clusters.isEmpty()) {
      throw new ConfigurationException(
          "NOTHING_TO_WATCH",
          "--watch follows a cluster, and none is asked for",
          "add `--cluster`, or name the cluster in the `evidence` of release.yaml");
    }
  }
}
