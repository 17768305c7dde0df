package dev.seaworthy.cli.rehearse;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.Signal;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.collectors.postgresql.DatabaseAddress;
import dev.seaworthy.collectors.postgresql.DatabaseException;
import dev.seaworthy.collectors.postgresql.DatabaseWatch;
import dev.seaworthy.collectors.postgresql.Sample;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Runs a migration and watches the database meanwhile.
 *
 * <p>Where the database goes away, the migration is left to itself: it meets the same failure and
 * knows better what to do, and a migration that is ended in its midst is worse than one that fails.
 * The database is asked for until the command has ended.
 */
public final class Rehearsal {
  /** How often the size of the database is asked for: a server looks at all of its files. */
  private static final long SIZE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** How soon a signal is heeded. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Where a record goes. */
  @FunctionalInterface
  public interface Sink {
    void write(RehearsalRecord record) throws ConfigurationException;
  }

  private final RehearsalPlan plan;
  private final Console console;
  private final Signal signal;
  private final Phases phases = new Phases();
  private long nextSize;

  /**
   * One that is to run.
   *
   * @param signal ends it, and the migration
   */
  public Rehearsal(RehearsalPlan plan, Console console, Signal signal) {
    this.plan = plan;
    this.console = console;
    this.signal = signal;
  }

  /**
   * Runs. The record is written before the migration starts, as of one that was interrupted: that
   * it cannot be written shows before hours have passed, and what is ended by force leaves it so.
   */
  public Outcome run(DatabaseAddress address, Sink sink) throws ConfigurationException {
    try (DatabaseWatch watch = DatabaseWatch.open(address, console.clock())) {
      requirePrimary(watch, address);
      Observed idle = new Observed(System.nanoTime());
      sizes(watch, idle);
      sink.write(record(watch, idle, console.clock().instant(), 0, OptionalInt.empty(), false));
      RehearsalRecord record = run(watch, idle);
      sink.write(record);
      return record.outcome();
    } catch (DatabaseException e) {
      throw new ConfigurationException(e.problem());
    }
  }

  private RehearsalRecord run(DatabaseWatch watch, Observed idle) throws ConfigurationException {
    Instant at = console.clock().instant();
    Observed observed = new Observed(System.nanoTime());
    observed.before(idle.sizeBefore(), idle.tablesBefore());
    Migration migration = Migration.start(plan.command(), console, phases);
    boolean isStopped = !watchUntilEnd(watch, observed, migration);
    if (isStopped) {
      migration.stop();
    }
    int status = migration.exitStatus();
    long nanos = migration.end() - observed.start();
    observed.ended(observed.start() + nanos);
    sample(watch, observed, true);
    Optional<Sample> last = watch.sample(true);
    observed.after(last.map(Sample::sizeBytes).orElse(OptionalLong.empty()), watch.tableSizes());
    OptionalInt exit = status < 0 ? OptionalInt.empty() : OptionalInt.of(status);
    return record(watch, observed, at, nanos, exit, !isStopped);
  }

  /** Samples until the migration ends; false where it is to be stopped before. */
  private boolean watchUntilEnd(DatabaseWatch watch, Observed observed, Migration migration) {
    long interval = plan.interval().toNanos();
    nextSize = observed.start() + SIZE_EVERY_NANOS;
    long next = observed.start();
    while (!migration.await(0)) {
      long began = System.nanoTime();
      sample(watch, observed, false);
      // A server that is slow to answer is left alone for half of the time at least.
      long now = System.nanoTime();
      next = Math.max(next + interval, now + (now - began));
      for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
        if (signal.isStopped()) {
          return false;
        }
        if (migration.await(Math.min(left, LOOK_NANOS))) {
          return true;
        }
      }
      if (signal.isStopped()) {
        return false;
      }
    }
    return true;
  }

  private void sample(DatabaseWatch watch, Observed observed, boolean isLast) {
    boolean withSize = !isLast && System.nanoTime() >= nextSize;
    if (withSize) {
      nextSize = System.nanoTime() + SIZE_EVERY_NANOS;
    }
    watch.sample(withSize).ifPresentOrElse(observed::take, observed::missed);
  }

  private static void sizes(DatabaseWatch watch, Observed observed) {
    OptionalLong size = watch.sample(true).map(Sample::sizeBytes).orElse(OptionalLong.empty());
    observed.before(size, watch.tableSizes());
  }

  private RehearsalRecord record(
      DatabaseWatch watch,
      Observed observed,
      Instant at,
      long nanos,
      OptionalInt status,
      boolean hasEnded) {
    Outcome outcome = Outcome.INTERRUPTED;
    if (watch.wasLost()) {
      outcome = Outcome.DATABASE_LOST;
    } else if (hasEnded && status.isPresent()) {
      outcome = status.getAsInt() == 0 ? Outcome.COMPLETE : Outcome.FAILED;
    }
    return RehearsalRecord.of(
        new Rehearsed(plan, watch.facts(), at, nanos, outcome, status, observed, phases));
  }

  private static void requirePrimary(DatabaseWatch watch, DatabaseAddress address)
      throws ConfigurationException {
    if (watch.facts().isReplica()) {
      throw new ConfigurationException(
          "NOT_PRIMARY",
          "the server at %s is a replica, and nothing can be migrated on it".formatted(address),
          "name the primary");
    }
  }
}
