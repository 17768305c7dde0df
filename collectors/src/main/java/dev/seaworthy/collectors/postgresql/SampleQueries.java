package dev.seaworthy.collectors.postgresql;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The questions of a {@link Sample}. They read shared memory and the catalogue and lock no table of
 * the user's: what is asked of a locked table would wait with everybody else.
 */
final class SampleQueries {
  private static final String LOG = "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint";

  static final String SIZE = "SELECT pg_database_size(current_database())";

  // A relation that the session does not see was made by a transaction that has not committed:
  // nobody waits for it. Neither does anybody for a temporary table.
  private static final String LOCKS =
      """
      SELECT l.pid || '/' || l.virtualtransaction, t.oid, n.nspname || '.' || t.relname, l.mode,
        extract(epoch FROM clock_timestamp() - a.xact_start)
      FROM pg_locks l
      JOIN pg_class c ON c.oid = l.relation
      LEFT JOIN pg_index i ON i.indexrelid = c.oid
      JOIN pg_class t ON t.oid = coalesce(i.indrelid, c.oid)
      JOIN pg_namespace n ON n.oid = t.relnamespace
      LEFT JOIN pg_stat_activity a ON a.pid = l.pid
      WHERE l.granted AND l.locktype = 'relation' AND l.pid <> pg_backend_pid()
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND l.mode IN ('ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock',
          'ExclusiveLock', 'AccessExclusiveLock')
        AND t.relpersistence <> 't' AND n.nspname <> 'pg_toast'
      LIMIT 50000""";

  private static final String WAITS =
      """
      SELECT l.pid, coalesce(n.nspname || '.' || c.relname, ''), l.mode,
        extract(epoch FROM clock_timestamp() - l.waitstart),
        cardinality(pg_blocking_pids(l.pid))
      FROM pg_locks l
      JOIN pg_stat_activity a ON a.pid = l.pid
      LEFT JOIN pg_class c ON l.locktype IN ('relation', 'extend', 'page', 'tuple')
        AND c.oid = l.relation
      LEFT JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE NOT l.granted AND l.pid <> pg_backend_pid() AND a.datname = current_database()
      LIMIT 10000""";

  private static final String REPLICAS =
      """
      SELECT application_name, coalesce(sync_state, ''),
        pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn), extract(epoch FROM write_lag),
        extract(epoch FROM flush_lag), extract(epoch FROM replay_lag)
      FROM pg_stat_replication
      WHERE state IN ('streaming', 'catchup')
      ORDER BY application_name, pid
      LIMIT 1000""";

  private SampleQueries() {}

  static Sample take(DatabaseLink link, boolean seesReplicas, boolean withSize)
      throws SQLException {
    long from = System.nanoTime();
    long log = link.row(LOG, row -> row.getLong(1));
    List<Sample.Lock> locks = link.rows(LOCKS, SampleQueries::lock);
    List<Sample.Wait> waits = link.rows(WAITS, SampleQueries::wait);
    List<Sample.Replica> replicas =
        seesReplicas ? link.rows(REPLICAS, SampleQueries::replica) : List.of();
    OptionalLong size =
        withSize ? OptionalLong.of(link.row(SIZE, row -> row.getLong(1))) : OptionalLong.empty();
    return new Sample(from, System.nanoTime(), log, locks, waits, replicas, size);
  }

  private static Sample.Lock lock(ResultSet row) throws SQLException {
    String mode = row.getString(4);
    return new Sample.Lock(
        row.getString(1),
        row.getLong(2),
        row.getString(3),
        LockMode.of(mode).orElseThrow(() -> new SQLException("an unknown mode of locks: " + mode)),
        optional(row, 5));
  }

  private static Sample.Wait wait(ResultSet row) throws SQLException {
    // Where a wait has just begun the server may not have noted since when.
    return new Sample.Wait(
        row.getInt(1),
        row.getString(2),
        row.getString(3),
        Math.max(0, optional(row, 4).orElse(0)),
        row.getInt(5));
  }

  private static Sample.Replica replica(ResultSet row) throws SQLException {
    return new Sample.Replica(
        row.getString(1),
        row.getString(2),
        optional(row, 3),
        optional(row, 4),
        optional(row, 5),
        optional(row, 6));
  }

  static OptionalDouble optional(ResultSet row, int column) throws SQLException {
    BigDecimal value = row.getBigDecimal(column);
    return value == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(0, value.doubleValue()));
  }
}
