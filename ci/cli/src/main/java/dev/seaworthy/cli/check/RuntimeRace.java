package dev.seaworthy.cli.check;

import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.PreparedPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Measures how long runtimes take for the same judgement, once they are warm. They take turns, so
 * that whatever else the machine does meets them alike; of several rounds the median counts.
 */
public final class RuntimeRace {
  /** One judgement, start to end, by a runtime that has its policy ready. */
  @FunctionalInterface
  public interface Judgement {
    void by(PolicyRuntime runtime) throws PolicyException;
  }

  private static final List<RuntimeChoice> CHOICES =
      List.of(RuntimeChoice.PLAN, RuntimeChoice.WASM);

  private final Function<RuntimeChoice, PolicyRuntime> runtimes;
  private final LongSupplier nanoClock;
  private final Duration warmUp;
  private final int rounds;

  /**
   * @param nanoClock nanoseconds of any origin
   * @param warmUp how long each runtime runs before it is measured
   * @param rounds how many times each is measured
   */
  public RuntimeRace(
      Function<RuntimeChoice, PolicyRuntime> runtimes,
      LongSupplier nanoClock,
      Duration warmUp,
      int rounds) {
    this.runtimes = runtimes;
    this.nanoClock = nanoClock;
    this.warmUp = warmUp;
    this.rounds = rounds;
  }

  /**
   * Measures.
   *
   * @return the median of one judgement's time for each runtime that can run the bundle; {@code
   *     plan} first
   * @throws PolicyException if none can
   */
  public Map<RuntimeChoice, Duration> run(PolicyBundle bundle, Judgement judgement)
      throws PolicyException {
    Map<RuntimeChoice, PolicyRuntime> ready = ready(bundle);
    for (PolicyRuntime runtime : ready.values()) {
      long end = nanoClock.getAsLong() + warmUp.toNanos();
      do {
        judgement.by(runtime);
      } while (nanoClock.getAsLong() < end);
    }
    Map<RuntimeChoice, List<Long>> taken = new EnumMap<>(RuntimeChoice.class);
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<RuntimeChoice, PolicyRuntime> one : ready.entrySet()) {
        long begin = nanoClock.getAsLong();
        judgement.by(one.getValue());
        taken
            .computeIfAbsent(one.getKey(), ignored -> new ArrayList<>())
            .add(nanoClock.getAsLong() - begin);
      }
    }
    Map<RuntimeChoice, Duration> medians = new EnumMap<>(RuntimeChoice.class);
    taken.forEach((choice, nanos) -> medians.put(choice, median(nanos)));
    return medians;
  }

  private Map<RuntimeChoice, PolicyRuntime> ready(PolicyBundle bundle) throws PolicyException {
    Map<RuntimeChoice, PolicyRuntime> ready = new EnumMap<>(RuntimeChoice.class);
    PolicyException refused = null;
    for (RuntimeChoice choice : CHOICES) {
      try {
        ready.put(choice, new Ready(runtimes.apply(choice), bundle));
      } catch (PolicyException e) {
        // A bundle of before there were plans has none.
        refused = e;
      }
    }
    if (ready.isEmpty() && refused != null) {
      throw refused;
    }
    return ready;
  }

  private static Duration median(List<Long> nanos) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return Duration.ofNanos(sorted[sorted.length / 2]);
  }

  /** A runtime that prepared its one bundle before. */
  private static final class Ready implements PolicyRuntime {
    private final PolicyRuntime runtime;
    private final PreparedPolicy policy;

    Ready(PolicyRuntime runtime, PolicyBundle bundle) throws PolicyException {
      this.runtime = runtime;
      this.policy = runtime.prepare(bundle);
    }

    @Override
    public String id() {
      return runtime.id();
    }

    @Override
    public PreparedPolicy prepare(PolicyBundle bundle) {
      return policy;
    }
  }
}
