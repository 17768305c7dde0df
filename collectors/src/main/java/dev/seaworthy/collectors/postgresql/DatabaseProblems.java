package dev.seaworthy.collectors.postgresql;

import dev.seaworthy.collectors.document.Problems;
import java.sql.SQLException;
import java.util.Collection;

/** What can be wrong with an address or a server. None of the words holds a password. */
final class DatabaseProblems {
  private DatabaseProblems() {}

  static DatabaseException passwordInArgument() {
    return address(
        "the URL of the database holds a password, and arguments are seen by everybody on this"
            + " machine",
        "take it out, and put it into the file that PGPASSFILE names, into PGPASSWORD, or with the"
            + " whole URL into a file for --dsn-file");
  }

  static DatabaseException noAddress() {
    return address(
        "the address of the database is neither a URL nor `key=value` words",
        "write it as `postgresql://user@host:5432/database`, or as `host=… dbname=… user=…`");
  }

  static DatabaseException noHost() {
    return address(
        "the address of the database names no host that can be reached over the network",
        "name one host by its name or IP address; a socket's folder cannot be used");
  }

  static DatabaseException severalHosts() {
    return address(
        "the address of the database names several hosts",
        "name the one server that is to be measured");
  }

  static DatabaseException badPort(String port) {
    return address(
        "`%s` is no port of a database".formatted(port), "give a number from 1 to 65535");
  }

  static DatabaseException badEscape() {
    return address(
        "the address of the database has a `%` without two hexadecimal digits",
        "write `%25` for the sign itself");
  }

  static DatabaseException unknownSetting(String name, Collection<String> known) {
    return address(
        "the address of the database has the setting `%s`, which is not heeded here"
            .formatted(name),
        "leave it out; heeded are `%s`".formatted(String.join("`, `", known)));
  }

  static DatabaseException twice(String name) {
    return address("the address of the database gives `%s` twice".formatted(name), "give it once");
  }

  static DatabaseException unclosedQuote() {
    return address(
        "the address of the database has a quote that does not end", "close it with `'`");
  }

  static DatabaseException refused(DatabaseAddress address, SQLException e, String said) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    String fix =
        switch (state) {
          case "28P01", "28000", "08004" ->
              "check user and password (PGPASSFILE, PGPASSWORD or --dsn-file) and pg_hba.conf";
          case "3D000" -> "check the name of the database";
          case "53300" -> "close sessions, or raise `max_connections`";
          default -> "check host, port and `sslmode`, and that the server runs";
        };
    return new DatabaseException(
        Problems.of(
            "DATABASE_UNREACHABLE",
            "the database at %s gives no connection: %s".formatted(address, said),
            fix));
  }

  static DatabaseException tooOld(DatabaseAddress address, String version, int least) {
    return new DatabaseException(
        Problems.of(
            "DATABASE_TOO_OLD",
            "the server at %s is PostgreSQL %s".formatted(address, version),
            "use one of version %d or newer".formatted(least)));
  }

  static DatabaseException failed(DatabaseAddress address, String said) {
    return new DatabaseException(
        Problems.of(
            "DATABASE_FAILED",
            "the database at %s does not answer: %s".formatted(address, said),
            "look into the server's log"));
  }

  private static DatabaseException address(String message, String fix) {
    return new DatabaseException(Problems.of("DATABASE_ADDRESS", message, fix));
  }
}
