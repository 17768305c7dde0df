package dev.seaworthy.cli.rehearse;

import dev.seaworthy.collectors.postgresql.LockMode;
import dev.seaworthy.collectors.postgresql.Sample;
import dev.seaworthy.collectors.postgresql.ServerFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Samples as a server would give them; times in seconds from the start. */
final class Samples {
  static final long SECOND = 1_000_000_000L;

  private Samples() {}

  static long at(double seconds) {
    return Math.round(seconds * SECOND);
  }

  /** A sample that took no time. */
  static Sample sample(double at, List<Sample.Lock> locks) {
    return sample(at, locks, List.of(), List.of(), 0);
  }

  static Sample sample(
      double at,
      List<Sample.Lock> locks,
      List<Sample.Wait> waits,
      List<Sample.Replica> replicas,
      long wal) {
    return new Sample(at(at), at(at), wal, locks, waits, replicas, OptionalLong.empty());
  }

  static Sample.Lock lock(String holder, String table, LockMode mode) {
    return new Sample.Lock(holder, table.hashCode(), table, mode, OptionalDouble.empty());
  }

  static Sample.Lock lock(String holder, String table, LockMode mode, double age) {
    return new Sample.Lock(holder, table.hashCode(), table, mode, OptionalDouble.of(age));
  }

  static Sample.Wait waiting(int session, String table, double seconds) {
    return new Sample.Wait(session, table, "AccessShareLock", seconds, 1);
  }

  static Sample.Replica replica(String name, double bytes, double seconds) {
    return new Sample.Replica(
        name,
        "async",
        OptionalDouble.of(bytes),
        OptionalDouble.of(seconds / 4),
        OptionalDouble.of(seconds / 2),
        OptionalDouble.of(seconds));
  }

  /** A migration of ten seconds in two phases, one of which locks a table for four. */
  static Observed observed() {
    Observed observed = new Observed(0);
    observed.before(OptionalLong.of(400L << 20), Optional.of(Map.of("public.a", 100L << 20)));
    for (int i = 0; i <= 20; i++) {
      double at = i / 2.0;
      boolean isLocked = at >= 3 && at < 7;
      observed.take(
          sample(
              at,
              isLocked ? List.of(lock("7/1", "public.a", LockMode.ACCESS_EXCLUSIVE)) : List.of(),
              isLocked ? List.of(waiting(8, "public.a", at - 3), waiting(9, "", 0.1)) : List.of(),
              List.of(replica("standby", i * 4096.0, i / 100.0)),
              i * 1_000_000L));
    }
    observed.ended(at(10));
    observed.after(
        OptionalLong.of(450L << 20), Optional.of(Map.of("public.a", 150L << 20, "public.b", 1L)));
    return observed;
  }

  static RehearsalPlan plan() {
    return new RehearsalPlan(
        "sha256:" + "ab".repeat(32),
        "staging",
        "dba@harbor.example",
        "4h",
        "500MiB",
        Duration.ofMillis(500),
        List.of("/opt/odoo/odoo-bin", "--db_password", "hush"));
  }

  static ServerFacts facts(boolean seesAll) {
    return new ServerFacts(
        "15.18",
        150018,
        false,
        seesAll,
        1.8e9,
        "harbor",
        Duration.ofMillis(-12),
        Duration.ofMillis(2));
  }

  static RehearsalRecord record(Observed observed, Outcome outcome, boolean seesAll) {
    Phases phases = new Phases();
    phases.line("seaworthy-phase: schema", at(1));
    phases.line("2026-11-20 INFO odoo: seaworthy-phase: data & more", at(7.25));
    return RehearsalRecord.of(
        new Rehearsed(
            plan(),
            facts(seesAll),
            Instant.parse("2026-11-20T09:30:00.25Z"),
            at(10),
            outcome,
            OptionalInt.of(0),
            observed,
            phases));
  }
}
