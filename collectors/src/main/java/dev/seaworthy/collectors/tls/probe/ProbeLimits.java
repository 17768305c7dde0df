package dev.seaworthy.collectors.tls.probe;

import java.time.Duration;

/**
 * How much a server is asked for.
 *
 * @param connection how long one connection may last
 * @param endpoint how long all of one endpoint may last
 * @param between two connections to one host
 */
public record ProbeLimits(Duration connection, Duration endpoint, Duration between) {
  /** Connections that may be open at one time, to one host or to all. */
  public static final int MOST_AT_ONCE = 4;

  public ProbeLimits {
    if (connection.isNegative() || connection.isZero() || endpoint.compareTo(connection) < 0) {
      throw new IllegalArgumentException("an endpoint takes at least one connection");
    }
  }
}
