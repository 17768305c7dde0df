package dev.seaworthy.admission;

import java.time.Duration;

/**
 * What a cache of a cluster's objects may hold, and for how long it counts.
 *
 * @param staleness how old what is held may be; what is older is unknown
 * @param objects at most; a kind that does not fit is unknown
 * @param bytes the same, of the objects' JSON
 * @param reach among which objects one of a name space is judged
 */
public record CacheTerms(Duration staleness, long objects, long bytes, Reach reach) {
  public CacheTerms {
    if (staleness.isNegative() || staleness.isZero() || objects < 1 || bytes < 1) {
      throw new IllegalArgumentException("a cache has room, and a time for which it counts");
    }
  }
}
