package dev.seaworthy.cli.rehearse;

import dev.seaworthy.cli.check.ProgramIdentity;
import dev.seaworthy.collectors.record.RecordKind;
import dev.seaworthy.engine.json.CanonicalJson;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What a rehearsal proves: a record of the kind {@code MigrationRehearsal}. */
public final class RehearsalRecord {
  static final String KIND = "MigrationRehearsal";

  private static final int MAX_LOCKS = 2000;
  private static final int MAX_WAITS = 500;

  private final Rehearsed rehearsed;
  private final Observed observed;
  private final List<String> unknown = new ArrayList<>();

  private RehearsalRecord(Rehearsed rehearsed) {
    this.rehearsed = rehearsed;
    this.observed = rehearsed.observed();
  }

  static RehearsalRecord of(Rehearsed rehearsed) {
    return new RehearsalRecord(rehearsed);
  }

  public Outcome outcome() {
    return rehearsed.outcome();
  }

  /** As it is written. */
  public CanonicalJson content() {
    unknown.clear();
    RehearsalPlan plan = rehearsed.plan();
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("apiVersion", RecordKind.API_VERSION);
    record.put("kind", KIND);
    record.put("environment", plan.environment());
    record.put("at", rehearsed.at().truncatedTo(ChronoUnit.SECONDS).toString());
    record.put("by", plan.by());
    record.put("candidate", plan.candidate());
    record.put("window", plan.window());
    // Up, so that no migration passes for shorter than it was.
    record.put("took", (long) Math.ceil(rehearsed.nanos() / 1e9) + "s");
    record.put("databaseSize", observed.sizeBefore().orElse(0) + "B");
    record.put("productionSize", plan.productionSize());
    List<Object> phases = phases();
    if (!phases.isEmpty()) {
      record.put("phases", phases);
    }
    if (observed.samples() > 0) {
      record.put("locks", locks());
    }
    record.put("measured", measured());
    return CanonicalJson.of(record);
  }

  private List<Object> phases() {
    long end = observed.start() + rehearsed.nanos();
    List<Phases.Phase> told = rehearsed.phases().since(observed.start());
    List<Object> phases = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      Phases.Phase phase = told.get(i);
      long until = i + 1 < told.size() ? told.get(i + 1).at() : Math.max(end, phase.at());
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", phase.name());
      entry.put("took", Math.round((until - phase.at()) / 1e9) + "s");
      entry.put("at", since(phase.at()));
      entry.put("seconds", Observed.seconds(until - phase.at()));
      phases.add(entry);
    }
    if (rehearsed.phases().leftOut() > 0) {
      unknown.add("phases: %d more were told".formatted(rehearsed.phases().leftOut()));
    }
    return phases;
  }

  private Map<String, Object> locks() {
    List<LockHistory.Held> held = observed.locks().held(observed.last());
    List<WaitHistory.Waited> waited = observed.waits().waits();
    Map<String, Object> locks = new LinkedHashMap<>();
    locks.put("samples", observed.samples());
    locks.put("blockedSessions", observed.waits().most());
    locks.put("held", held.stream().limit(MAX_LOCKS).map(this::held).toList());
    locks.put("heldLeftOut", Math.max(0, held.size() - MAX_LOCKS));
    locks.put("waits", waited.stream().limit(MAX_WAITS).map(this::waited).toList());
    locks.put("waitsLeftOut", Math.max(0, waited.size() - MAX_WAITS));
    return locks;
  }

  private Map<String, Object> held(LockHistory.Held lock) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("table", lock.table());
    entry.put("mode", lock.mode().words());
    entry.put("seconds", Observed.seconds(lock.most()));
    entry.put("atLeast", Observed.seconds(lock.least()));
    entry.put("at", since(lock.from()));
    return entry;
  }

  private Map<String, Object> waited(WaitHistory.Waited wait) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("for", wait.thing());
    entry.put("mode", wait.mode());
    entry.put("seconds", rounded(wait.seconds()));
    entry.put("at", since(wait.at()));
    entry.put("blockers", wait.blockers());
    return entry;
  }

  private Map<String, Object> measured() {
    Map<String, Object> measured = new LinkedHashMap<>();
    measured.put("tool", "seaworthy " + ProgramIdentity.version());
    measured.put("command", Migration.name(rehearsed.plan().command()));
    measured.put("outcome", rehearsed.outcome().id());
    rehearsed.exitStatus().ifPresent(status -> measured.put("exitStatus", status));
    measured.put("seconds", Observed.seconds(rehearsed.nanos()));
    measured.put("server", rehearsed.server().serverTree());
    measured.put("clock", rehearsed.server().clockTree());
    measured.put("sampling", sampling());
    wal(measured);
    size(measured);
    tables(measured);
    measured.put("replication", replication());
    measured.put("series", series());
    if (observed.failed() > 0) {
      unknown.add("%d samples: the server did not answer".formatted(observed.failed()));
    }
    measured.put("unknown", List.copyOf(unknown));
    return measured;
  }

  private Map<String, Object> sampling() {
    Map<String, Object> sampling = new LinkedHashMap<>();
    sampling.put("intervalSeconds", Observed.seconds(rehearsed.plan().interval().toNanos()));
    sampling.put("samples", observed.samples());
    sampling.put("failed", observed.failed());
    sampling.put("longestGapSeconds", Observed.seconds(observed.longestGap()));
    sampling.put("busySeconds", Observed.seconds(observed.busy()));
    sampling.put("slowestSeconds", Observed.seconds(observed.slowest()));
    return sampling;
  }

  private void wal(Map<String, Object> measured) {
    OptionalLong bytes = observed.walBytes();
    if (bytes.isPresent()) {
      measured.put(
          "wal",
          Map.of("bytes", bytes.getAsLong(), "peakBytesPerSecond", observed.peakWalPerSecond()));
    }
  }

  private void size(Map<String, Object> measured) {
    if (observed.sizeBefore().isEmpty()) {
      unknown.add("size: the server did not tell it");
      return;
    }
    Map<String, Object> size = new TreeMap<>();
    size.put("before", observed.sizeBefore().getAsLong());
    observed.peakSize().ifPresent(bytes -> size.put("peak", bytes));
    observed.sizeAfter().ifPresent(bytes -> size.put("after", bytes));
    measured.put("size", size);
  }

  private void tables(Map<String, Object> measured) {
    if (observed.tablesBefore().isEmpty() || observed.tablesAfter().isEmpty()) {
      unknown.add("tables: their sizes could not be read before and after");
      return;
    }
    TableChanges changes =
        TableChanges.between(
            observed.tablesBefore().orElseThrow(), observed.tablesAfter().orElseThrow());
    measured.put("tables", changes.entries());
    measured.put("tablesLeftOut", changes.leftOut());
  }

  private Map<String, Object> replication() {
    if (!rehearsed.server().seesAll()) {
      unknown.add("replication: the role may not see it; grant `pg_monitor`");
      return Map.of("seen", "not-permitted");
    }
    if (observed.replicas().replicas().isEmpty()) {
      return Map.of("seen", "none");
    }
    List<Object> replicas = new ArrayList<>();
    observed.replicas().replicas().forEach((name, behind) -> replicas.add(replica(name, behind)));
    return Map.of("seen", "replicas", "replicas", replicas);
  }

  private static Map<String, Object> replica(String name, ReplicaHistory.Behind behind) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", name);
    if (!behind.sync().isEmpty()) {
      entry.put("sync", behind.sync());
    }
    entry.put("samples", behind.samples());
    entry.put("lost", behind.wasLost());
    behind.bytes().ifPresent(bytes -> entry.put("lagBytes", Math.round(bytes)));
    put(entry, "writeLagSeconds", behind.write());
    put(entry, "flushLagSeconds", behind.flush());
    put(entry, "replayLagSeconds", behind.replay());
    return entry;
  }

  private List<Object> series() {
    List<Object> series = new ArrayList<>();
    for (Series.Point point : observed.series().points()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("at", since(point.at()));
      entry.put("exclusive", point.exclusive());
      entry.put("blocked", point.blocked());
      entry.put("walBytes", point.walBytes() - observed.firstWal());
      point.lagBytes().ifPresent(bytes -> entry.put("lagBytes", Math.round(bytes)));
      put(entry, "lagSeconds", point.lagSeconds());
      series.add(entry);
    }
    return series;
  }

  private static void put(Map<String, Object> entry, String key, OptionalDouble seconds) {
    seconds.ifPresent(value -> entry.put(key, rounded(value)));
  }

  private double since(long nanos) {
    return Observed.seconds(Math.max(0, nanos - observed.start()));
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 1e3) / 1e3;
  }
}
