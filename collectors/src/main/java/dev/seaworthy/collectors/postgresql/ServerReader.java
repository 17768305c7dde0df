package dev.seaworthy.collectors.postgresql;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a server says of its settings, access rules, roles, replicas and sizes: the content of a
 * record {@code DatabaseServer}. Part by part, for a role may be allowed some and not others; what
 * it may not see is left out and named.
 */
public final class ServerReader {
  private static final int MAX_ROLES = 2000;

  /** None of them holds a secret, as {@code primary_conninfo} may. */
  private static final List<String> SETTINGS =
      List.of(
          "archive_mode",
          "autovacuum",
          "data_checksums",
          "deadlock_timeout",
          "fsync",
          "full_page_writes",
          "hot_standby",
          "idle_in_transaction_session_timeout",
          "listen_addresses",
          "lock_timeout",
          "log_lock_waits",
          "maintenance_work_mem",
          "max_connections",
          "max_slot_wal_keep_size",
          "password_encryption",
          "server_encoding",
          "shared_buffers",
          "shared_preload_libraries",
          "ssl",
          "ssl_min_protocol_version",
          "statement_timeout",
          "superuser_reserved_connections",
          "synchronous_commit",
          "synchronous_standby_names",
          "track_io_timing",
          "wal_keep_size",
          "wal_level",
          "work_mem");

  // Our own session has other time limits than those of the server: `reset_val` is the server's.
  private static final String SETTINGS_QUERY =
      """
      SELECT name, coalesce(reset_val, setting), coalesce(unit, ''), pending_restart
      FROM pg_settings
      WHERE name IN ('%s') ORDER BY name\
      """
          .formatted(String.join("', '", SETTINGS));

  private static final String ACCESS =
      """
      SELECT line_number, coalesce(type, 'invalid'), coalesce(database, '{}'),
        coalesce(user_name, '{}'), coalesce(address || coalesce('/' || netmask, ''), ''),
        coalesce(auth_method, 'invalid'), coalesce(error, '')
      FROM pg_hba_file_rules ORDER BY line_number LIMIT 5000\
      """;

  private static final String OWNER =
      "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()";

  // Since 16 each membership says for itself whether it is inherited, and whether one may become
  // the role; before, the member said the first, and everybody might.
  private static final String ROLES =
      """
      SELECT r.rolname, r.rolcanlogin, r.rolsuper, r.rolcreaterole, r.rolcreatedb,
        r.rolreplication, r.rolbypassrls, r.rolconnlimit,
        (SELECT count(*) FROM pg_stat_activity a
          WHERE a.usesysid = r.oid AND a.backend_type = 'client backend'),
        ARRAY(SELECT DISTINCT pg_get_userbyid(m.roleid)::text FROM pg_auth_members m
          WHERE m.member = r.oid ORDER BY 1),
        ARRAY(SELECT DISTINCT pg_get_userbyid(m.roleid)::text FROM pg_auth_members m
          WHERE m.member = r.oid AND m.admin_option ORDER BY 1),
        ARRAY(SELECT pg_get_userbyid(m.roleid)::text FROM pg_auth_members m
          WHERE m.member = r.oid GROUP BY m.roleid HAVING NOT bool_or(
            coalesce((to_jsonb(m)->>'inherit_option')::boolean, r.rolinherit)) ORDER BY 1),
        ARRAY(SELECT pg_get_userbyid(m.roleid)::text FROM pg_auth_members m
          WHERE m.member = r.oid GROUP BY m.roleid HAVING NOT bool_or(
            coalesce((to_jsonb(m)->>'set_option')::boolean, true)) ORDER BY 1)
      FROM pg_roles r WHERE r.rolname !~ '^pg_'
      ORDER BY r.rolsuper DESC, r.rolcanlogin DESC, r.rolname\
      """;

  // A replica has no position of its own to write at.
  private static final String HERE =
      "(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END)";

  private static final String REPLICAS =
      """
      SELECT application_name, state, coalesce(sync_state, ''),
        pg_wal_lsn_diff(%s, replay_lsn), extract(epoch FROM write_lag),
        extract(epoch FROM flush_lag), extract(epoch FROM replay_lag)
      FROM pg_stat_replication ORDER BY application_name, pid LIMIT 1000\
      """
          .formatted(HERE);

  private static final String SLOTS =
      """
      SELECT slot_name, slot_type, active, pg_wal_lsn_diff(%s, restart_lsn),
        coalesce(wal_status, '')
      FROM pg_replication_slots ORDER BY slot_name LIMIT 1000\
      """
          .formatted(HERE);

  private static final String CONNECTIONS =
      """
      SELECT count(*) FILTER (WHERE backend_type = 'client backend'),
        current_setting('max_connections')::int,
        current_setting('superuser_reserved_connections')::int
      FROM pg_stat_activity\
      """;

  private static final String TABLES =
      """
      SELECT schemaname || '.' || relname, pg_total_relation_size(relid), n_live_tup, n_dead_tup,
        seq_scan, coalesce(idx_scan, 0)
      FROM pg_stat_user_tables ORDER BY 2 DESC, 1 LIMIT 50\
      """;

  private final DatabaseLink link;
  private final ServerFacts facts;
  private final List<String> unknown = new ArrayList<>();

  private ServerReader(DatabaseLink link, ServerFacts facts) {
    this.link = link;
    this.facts = facts;
  }

  /** The keys of the record that the server fills. */
  public static Map<String, Object> read(DatabaseAddress address, Clock clock)
      throws DatabaseException {
    try (DatabaseLink link = DatabaseLink.open(address)) {
      return new ServerReader(link, ServerFacts.of(link, clock)).content();
    }
  }

  private Map<String, Object> content() throws DatabaseException {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("server", server());
    content.put("settings", settings());
    list(content, "access", ACCESS, ServerReader::rule);
    one(content, "owner", OWNER, row -> row.getString(1));
    roles(content);
    content.put("replication", replication());
    one(content, "sizeBytes", SampleQueries.SIZE, row -> row.getLong(1));
    one(content, "connections", CONNECTIONS, ServerReader::connections);
    list(content, "tables", TABLES, ServerReader::table);
    content.put("clock", facts.clockTree());
    content.put("unknown", List.copyOf(unknown));
    return content;
  }

  private Map<String, Object> server() {
    Map<String, Object> server = new LinkedHashMap<>(facts.serverTree());
    server.put("role", facts.isReplica() ? "replica" : "primary");
    return server;
  }

  /** Everybody may see these: a server that does not tell them is not there. */
  private List<Map<String, Object>> settings() throws DatabaseException {
    try {
      return link.rows(SETTINGS_QUERY, ServerReader::setting);
    } catch (SQLException e) {
      throw DatabaseProblems.failed(link.address(), DatabaseLink.said(link.address(), e));
    }
  }

  private void roles(Map<String, Object> content) {
    list(content, "roles", ROLES, ServerReader::role);
    if (content.get("roles") instanceof List<?> all && all.size() > MAX_ROLES) {
      content.put("roles", all.subList(0, MAX_ROLES));
      content.put("rolesLeftOut", all.size() - MAX_ROLES);
    }
  }

  private Map<String, Object> replication() {
    Map<String, Object> replication = new LinkedHashMap<>();
    if (facts.seesAll()) {
      list(replication, "replicas", REPLICAS, ServerReader::replica);
    } else {
      unknown.add("replicas: the role may not see them; grant `pg_monitor`");
    }
    String seen = "not-permitted";
    if (replication.get("replicas") instanceof List<?> replicas) {
      seen = replicas.isEmpty() ? "none" : "replicas";
    }
    replication.put("seen", seen);
    list(replication, "slots", SLOTS, ServerReader::slot);
    return replication;
  }

  private <T> void list(
      Map<String, Object> content, String part, String query, DatabaseLink.Row<T> reader) {
    try {
      content.put(part, link.rows(query, reader));
    } catch (SQLException e) {
      unknown.add(part + ": " + DatabaseLink.said(link.address(), e));
    }
  }

  private <T> void one(
      Map<String, Object> content, String part, String query, DatabaseLink.Row<T> reader) {
    try {
      content.put(part, link.row(query, reader));
    } catch (SQLException e) {
      unknown.add(part + ": " + DatabaseLink.said(link.address(), e));
    }
  }

  private static Map<String, Object> setting(ResultSet row) throws SQLException {
    Map<String, Object> setting = new LinkedHashMap<>();
    setting.put("name", row.getString(1));
    setting.put("value", row.getString(2));
    put(setting, "unit", row.getString(3));
    setting.put("pendingRestart", row.getBoolean(4));
    return setting;
  }

  private static Map<String, Object> rule(ResultSet row) throws SQLException {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("line", row.getInt(1));
    rule.put("type", row.getString(2));
    rule.put("databases", texts(row.getArray(3)));
    rule.put("users", texts(row.getArray(4)));
    put(rule, "address", row.getString(5));
    rule.put("method", row.getString(6));
    put(rule, "error", row.getString(7));
    return rule;
  }

  private static Map<String, Object> role(ResultSet row) throws SQLException {
    Map<String, Object> role = new LinkedHashMap<>();
    role.put("name", row.getString(1));
    role.put("login", row.getBoolean(2));
    role.put("superuser", row.getBoolean(3));
    role.put("createRole", row.getBoolean(4));
    role.put("createDatabase", row.getBoolean(5));
    role.put("replication", row.getBoolean(6));
    role.put("bypassRowSecurity", row.getBoolean(7));
    role.put("connectionLimit", row.getInt(8));
    role.put("sessions", row.getInt(9));
    role.put("memberOf", texts(row, 10));
    role.put("adminOf", texts(row, 11));
    role.put("notInherited", texts(row, 12));
    role.put("notSettable", texts(row, 13));
    return role;
  }

  private static List<String> texts(ResultSet row, int column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  private static Map<String, Object> replica(ResultSet row) throws SQLException {
    Map<String, Object> replica = new LinkedHashMap<>();
    replica.put("name", row.getString(1));
    replica.put("state", row.getString(2));
    put(replica, "sync", row.getString(3));
    put(replica, "lagBytes", SampleQueries.optional(row, 4));
    put(replica, "writeLagSeconds", SampleQueries.optional(row, 5));
    put(replica, "flushLagSeconds", SampleQueries.optional(row, 6));
    put(replica, "replayLagSeconds", SampleQueries.optional(row, 7));
    return replica;
  }

  private static Map<String, Object> slot(ResultSet row) throws SQLException {
    Map<String, Object> slot = new LinkedHashMap<>();
    slot.put("name", row.getString(1));
    slot.put("type", row.getString(2));
    slot.put("active", row.getBoolean(3));
    put(slot, "retainedBytes", SampleQueries.optional(row, 4));
    put(slot, "walStatus", row.getString(5));
    return slot;
  }

  private static Map<String, Object> connections(ResultSet row) throws SQLException {
    return Map.of("used", row.getInt(1), "most", row.getInt(2), "reserved", row.getInt(3));
  }

  private static Map<String, Object> table(ResultSet row) throws SQLException {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("table", row.getString(1));
    table.put("bytes", row.getLong(2));
    table.put("rows", row.getLong(3));
    table.put("deadRows", row.getLong(4));
    table.put("sequentialScans", row.getLong(5));
    table.put("indexScans", row.getLong(6));
    return table;
  }

  private static List<String> texts(Array array) throws SQLException {
    return Stream.of((Object[]) array.getArray()).map(String::valueOf).toList();
  }

  private static void put(Map<String, Object> entry, String key, String value) {
    if (!value.isEmpty()) {
      entry.put(key, value);
    }
  }

  private static void put(Map<String, Object> entry, String key, OptionalDouble value) {
    value.ifPresent(number -> entry.put(key, Math.round(number * 1e3) / 1e3));
  }
}
