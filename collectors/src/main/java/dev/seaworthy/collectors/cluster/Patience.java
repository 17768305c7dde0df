package dev.seaworthy.collectors.cluster;

import java.time.Duration;

/**
 * How long a cluster is waited for.
 *
 * @param silence without a byte, after which a server counts as gone
 * @param retries of a request that the server is too busy for, or that broke
 * @param firstWait before the first retry; each further one waits twice as long
 */
public record Patience(Duration silence, int retries, Duration firstWait) {
  public static final Patience DEFAULT =
      new Patience(Duration.ofSeconds(20), 5, Duration.ofMillis(200));

  /** For one request with all its retries, up to the first byte of the answer. */
  Duration forAnswer() {
    return silence.multipliedBy(3);
  }
}
