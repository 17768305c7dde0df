package dev.seaworthy.collectors.postgresql;

import dev.seaworthy.collectors.document.Problems;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A session that only reads, waits for no lock, and holds no snapshot longer than a statement: a
 * migration must not wait for it. Each statement is a transaction of its own.
 */
public final class DatabaseLink implements AutoCloseable {
  /** Reads one row. */
  @FunctionalInterface
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** The name that the session goes by in {@code pg_stat_activity}. */
  static final String APPLICATION = "seaworthy";

  private static final int CONNECT_SECONDS = 10;
  private static final int SOCKET_SECONDS = 15;
  private static final String SESSION =
      "SET default_transaction_read_only = on; SET lock_timeout = '1s';"
          + " SET statement_timeout = '10s'; SET jit = off; SET timezone = 'UTC'";

  private final DatabaseAddress address;
  private final Connection connection;

  private DatabaseLink(DatabaseAddress address, Connection connection) {
    this.address = address;
    this.connection = connection;
  }

  /** Opens a session. */
  public static DatabaseLink open(DatabaseAddress address) throws DatabaseException {
    try {
      // By its service, so that nothing is compiled against the driver's own classes.
      Connection connection = DriverManager.getConnection(address.url(), of(address));
      return begun(new DatabaseLink(address, connection));
    } catch (SQLException e) {
      throw DatabaseProblems.refused(address, e, said(address, e));
    }
  }

  private static DatabaseLink begun(DatabaseLink link) throws SQLException {
    try {
      link.execute(SESSION);
      return link;
    } catch (SQLException e) {
      link.close();
      throw e;
    }
  }

  private static Properties of(DatabaseAddress address) {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", APPLICATION);
    properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
    properties.setProperty("loginTimeout", String.valueOf(CONNECT_SECONDS));
    properties.setProperty("socketTimeout", String.valueOf(SOCKET_SECONDS));
    properties.setProperty("tcpKeepAlive", "true");
    // Behind a pooler a prepared statement may meet another server process.
    properties.setProperty("prepareThreshold", "0");
    properties.setProperty("logServerErrorDetail", "false");
    address.properties().forEach(properties::setProperty);
    return properties;
  }

  /** The rows that a query gives. */
  <T> List<T> rows(String query, Row<T> reader) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return read(rows, reader);
    }
  }

  /** The only row that a query gives. */
  <T> T row(String query, Row<T> reader) throws SQLException {
    List<T> rows = rows(query, reader);
    if (rows.isEmpty()) {
      throw new SQLException("a query gave no row");
    }
    return rows.get(0);
  }

  DatabaseAddress address() {
    return address;
  }

  private void execute(String statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }

  private static <T> List<T> read(ResultSet rows, Row<T> reader) throws SQLException {
    List<T> read = new ArrayList<>();
    while (rows.next()) {
      read.add(reader.of(rows));
    }
    return read;
  }

  /** What a failure says, on one line and without the password. */
  static String said(DatabaseAddress address, SQLException e) {
    String message = e.getMessage() == null ? "no reason was given" : e.getMessage();
    String line = message.lines().findFirst().orElse("no reason was given");
    return Problems.printable(address.withoutPassword(line));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // The session is over, one way or the other.
      return;
    }
  }
}
