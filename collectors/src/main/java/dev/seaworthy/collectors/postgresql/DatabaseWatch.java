package dev.seaworthy.collectors.postgresql;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks one server again and again. It may go away meanwhile: then it is asked for until it is back,
 * and whether it is the same that went is told.
 */
public final class DatabaseWatch implements AutoCloseable {
  /** The server or one of its processes crashed: {@code crash_shutdown}. */
  private static final Set<String> CRASHES = Set.of("57P02");

  private final DatabaseAddress address;
  private final Clock clock;
  private final ServerFacts facts;
  private Optional<DatabaseLink> link;
  private boolean lost;

  private DatabaseWatch(
      DatabaseAddress address, Clock clock, ServerFacts facts, DatabaseLink link) {
    this.address = address;
    this.clock = clock;
    this.facts = facts;
    this.link = Optional.of(link);
  }

  /** Opens the first session. */
  public static DatabaseWatch open(DatabaseAddress address, Clock clock) throws DatabaseException {
    DatabaseLink link = DatabaseLink.open(address);
    boolean isKept = false;
    try {
      DatabaseWatch watch = new DatabaseWatch(address, clock, ServerFacts.of(link, clock), link);
      isKept = true;
      return watch;
    } finally {
      if (!isKept) {
        link.close();
      }
    }
  }

  /** What the server said of itself at first. */
  public ServerFacts facts() {
    return facts;
  }

  /**
   * A look at the server; empty where it gave no answer.
   *
   * @param withSize whether the size of the database is asked for, which takes a server with many
   *     files a while
   */
  public Optional<Sample> sample(boolean withSize) {
    Optional<DatabaseLink> open = linked();
    if (open.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(SampleQueries.take(open.get(), facts.seesAll(), withSize));
    } catch (SQLException e) {
      failed(e);
      return Optional.empty();
    }
  }

  /** The sizes of all tables; empty where they cannot be told. */
  public Optional<Map<String, Long>> tableSizes() {
    return linked().flatMap(TableSizes::of);
  }

  /** Whether the server crashed, was started anew, or is not there. */
  public boolean wasLost() {
    return lost || linked().isEmpty();
  }

  /** A failure of a statement leaves the session; all others end it. */
  private void failed(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    lost |= CRASHES.contains(state);
    boolean isSession = state.isEmpty() || state.startsWith("08") || state.startsWith("57P");
    if (isSession) {
      close();
    }
  }

  private Optional<DatabaseLink> linked() {
    if (link.isEmpty()) {
      link = again();
    }
    return link;
  }

  private Optional<DatabaseLink> again() {
    try {
      DatabaseLink open = DatabaseLink.open(address);
      try {
        lost |= ServerFacts.of(open, clock).started() != facts.started();
        return Optional.of(open);
      } catch (DatabaseException e) {
        open.close();
        return Optional.empty();
      }
    } catch (DatabaseException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    link.ifPresent(DatabaseLink::close);
    link = Optional.empty();
  }
}
