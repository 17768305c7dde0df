package dev.seaworthy.cli.check;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.verdict.Assessment;
import dev.seaworthy.engine.verdict.Assessor;
import dev.seaworthy.engine.verdict.Candidate;
import dev.seaworthy.engine.verdict.Release;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** Finds the fastest runtime for bundles by judging evidence as a check does. */
public final class Calibrating {
  private static final Duration WARM_UP = Duration.ofSeconds(1);
  private static final int ROUNDS = 15;

  /** One: the runtimes are compared, not how they share the machine. */
  private static final int THREADS = 1;

  private final Setup setup;
  private final RuntimeRace race;

  /**
   * @param nanoClock nanoseconds of any origin
   */
  public Calibrating(Setup setup, LongSupplier nanoClock) {
    this.setup = setup;
    this.race = new RuntimeRace(setup.runtime(), nanoClock, WARM_UP, ROUNDS);
  }

  /** The evidence to judge. */
  public Snapshot gather(List<String> paths, Progress progress) throws ConfigurationException {
    return new Gathering(setup, progress, List.of(), THREADS).of(Sources.of(paths));
  }

  /** How long each runtime takes, {@code plan} first. */
  public Map<RuntimeChoice, Duration> measure(PolicyBundle bundle, Snapshot snapshot)
      throws PolicyException {
    Instant now = setup.console().clock().instant().truncatedTo(ChronoUnit.SECONDS);
    return race.run(bundle, runtime -> judge(bundle, snapshot, now, runtime));
  }

  /** The runtime that took the least time; the first of those that took the same. */
  public static RuntimeChoice fastest(Map<RuntimeChoice, Duration> times) {
    return times.entrySet().stream()
        .min(Comparator.comparing(entry -> entry.getValue()))
        .orElseThrow()
        .getKey();
  }

  private void judge(PolicyBundle bundle, Snapshot snapshot, Instant now, PolicyRuntime runtime)
      throws PolicyException {
    Candidate candidate = new Candidate("calibration", Undeclared.VERSION, snapshot.digest());
    new Assessor(runtime, THREADS)
        .assess(
            new Assessment(
                new Release(candidate, "", "", List.of(), List.of()),
                snapshot,
                List.of(bundle),
                true,
                Set.of(),
                Map.of(),
                Severity.LOW,
                now,
                false,
                setup.identity().apply(runtime)));
  }
}
