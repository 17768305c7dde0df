package dev.seaworthy.admission.server;

import java.time.Duration;

/**
 * Has a log's checkpoints stamped.
 *
 * @param interval how often, if there are new entries
 */
public record Stamping(Stamper stamper, Duration interval) {
  public Stamping {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("time stamps are some time apart");
    }
  }
}
