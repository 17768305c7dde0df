package dev.seaworthy.collectors.postgresql;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What a server says of itself.
 *
 * @param version as it is written: {@code 15.18 (Debian 15.18-0+deb12u1)}
 * @param number the same for comparing: {@code 150018}
 * @param isReplica whether it only replays what another server writes
 * @param seesAll whether the role may see what other roles' sessions and replicas do
 * @param started when the server did, in seconds since 1970; another time is another life
 * @param skew by how much its clock is ahead of ours
 * @param skewWithin what the way there and back leaves open of that
 */
public record ServerFacts(
    String version,
    int number,
    boolean isReplica,
    boolean seesAll,
    double started,
    String database,
    Duration skew,
    Duration skewWithin) {
  /** Lock waits and lags are told as they are read here since this one. */
  static final int LEAST_VERSION = 15;

  private static final int VERSION_STEP = 10_000;
  private static final String QUERY =
      """
      SELECT current_setting('server_version'), current_setting('server_version_num')::int,
        pg_is_in_recovery(), pg_has_role(current_user, 'pg_read_all_stats', 'USAGE'),
        extract(epoch FROM pg_postmaster_start_time()), current_database(),
        extract(epoch FROM clock_timestamp())""";

  static ServerFacts of(DatabaseLink link, Clock clock) throws DatabaseException {
    try {
      // The first query of a session is slow, and would blur the comparison of clocks.
      link.row("SELECT 1", row -> row.getInt(1));
      Instant before = clock.instant();
      long nanos = System.nanoTime();
      ServerFacts facts =
          link.row(
              QUERY,
              row -> {
                Duration way = Duration.ofNanos((System.nanoTime() - nanos) / 2);
                Instant there = seconds(row.getDouble(7));
                return new ServerFacts(
                    row.getString(1),
                    row.getInt(2),
                    row.getBoolean(3),
                    row.getBoolean(4),
                    row.getDouble(5),
                    row.getString(6),
                    Duration.between(before.plus(way), there),
                    way);
              });
      if (facts.number / VERSION_STEP < LEAST_VERSION) {
        throw DatabaseProblems.tooOld(link.address(), facts.version, LEAST_VERSION);
      }
      return facts;
    } catch (SQLException e) {
      throw DatabaseProblems.failed(link.address(), DatabaseLink.said(link.address(), e));
    }
  }

  /** What records say of the server, by their keys. */
  public Map<String, Object> serverTree() {
    return Map.of("version", version, "number", number, "database", database);
  }

  /** What records say of its clock. */
  public Map<String, Object> clockTree() {
    return Map.of("skewSeconds", rounded(skew), "withinSeconds", rounded(skewWithin));
  }

  /** To the millisecond. */
  private static double rounded(Duration duration) {
    return Math.round(duration.toNanos() / 1e6) / 1e3;
  }

  private static Instant seconds(double epoch) {
    long whole = (long) Math.floor(epoch);
    return Instant.ofEpochSecond(whole, Math.round((epoch - whole) * 1e9));
  }
}
