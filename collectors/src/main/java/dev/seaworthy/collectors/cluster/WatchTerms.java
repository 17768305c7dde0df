package dev.seaworthy.collectors.cluster;

import java.time.Duration;
import java.util.Optional;

/**
 * On what terms a cluster is followed.
 *
 * @param turn how long one watch lasts; after each the server has proved anew what it holds
 * @param staleness how old what is held may be and still count, whatever became of its watch; where
 *     it is empty nothing counts whose watch has failed
 * @param mostObjects that are held
 * @param mostBytes of canonical JSON that are held
 */
public record WatchTerms(
    Duration turn, Optional<Duration> staleness, long mostObjects, long mostBytes) {
  /** What is known counts while it is followed, and no longer. */
  public static final WatchTerms DEFAULT =
      new WatchTerms(Duration.ofSeconds(30), Optional.empty(), Long.MAX_VALUE, Long.MAX_VALUE);

  /** Below this a server would be asked without a pause. */
  private static final Duration SHORTEST_TURN = Duration.ofSeconds(1);

  /** Terms by which what is held counts for so long after the server last proved it. */
  public static WatchTerms bounded(Duration staleness, long mostObjects, long mostBytes) {
    Duration half = staleness.dividedBy(2);
    Duration turn = half.compareTo(DEFAULT.turn()) < 0 ? half : DEFAULT.turn();
    return new WatchTerms(
        turn.compareTo(SHORTEST_TURN) < 0 ? SHORTEST_TURN : turn,
        Optional.of(staleness),
        mostObjects,
        mostBytes);
  }
}
