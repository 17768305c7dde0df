package dev.seaworthy.collectors.postgresql;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How large tables are, with their indexes and what is stored beside them. */
public final class TableSizes {
  private static final int MAX_TABLES = 100_000;
  private static final String QUERY =
      """
      SELECT n.nspname || '.' || c.relname, pg_total_relation_size(c.oid)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'm') AND c.relpersistence <> 't'
        AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
      LIMIT\s"""
          + MAX_TABLES;

  private TableSizes() {}

  /** Bytes by name; empty where a lock of another session, or the server, forbids to look. */
  static Optional<Map<String, Long>> of(DatabaseLink link) {
    try {
      Map<String, Long> sizes = new TreeMap<>();
      link.rows(QUERY, row -> sizes.put(row.getString(1), row.getLong(2)));
      return Optional.of(sizes);
    } catch (SQLException e) {
      return Optional.empty();
    }
  }
}
