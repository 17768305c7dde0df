package dev.seaworthy.engine.seal;

import java.time.Instant;

/**
 * A stretch of time.
 *
 * @param since its first moment
 * @param until the first moment after it
 */
public record Period(Instant since, Instant until) {
  public Period {
    if (!since.isBefore(until)) {
      throw new IllegalArgumentException("a period ends after it begins");
    }
  }

  public boolean contains(Instant time) {
    return !time.isBefore(since) && time.isBefore(until);
  }
}
