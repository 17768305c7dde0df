package dev.seaworthy.cli.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.cli.Bench;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.PreparedPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuntimeRaceTest {
  private final AtomicLong clock = new AtomicLong();

  @ParameterizedTest(name = "plan {0} ms, wasm {1} ms: {2}")
  @CsvSource({"3, 2, WASM", "2, 3, PLAN", "2, 2, PLAN"})
  void whatTakesLessTimeWins(long plan, long wasm, RuntimeChoice fastest) throws PolicyException {
    Map<RuntimeChoice, Duration> times =
        race(choice -> new Fake(choice.id(), choice == RuntimeChoice.PLAN ? plan : wasm));
    assertThat(times)
        .isEqualTo(
            Map.of(
                RuntimeChoice.PLAN, Duration.ofMillis(plan),
                RuntimeChoice.WASM, Duration.ofMillis(wasm)));
    assertThat(Calibrating.fastest(times)).isEqualTo(fastest);
  }

  @Test
  void aRuntimeThatCannotRunTheBundleDoesNotWin() throws PolicyException {
    assertThat(race(choice -> new Fake(choice.id(), choice == RuntimeChoice.PLAN ? -1 : 9)))
        .isEqualTo(Map.of(RuntimeChoice.WASM, Duration.ofMillis(9)));
  }

  @Test
  void ifNoneCanItIsTheBundlesFault() {
    assertThatThrownBy(() -> race(choice -> new Fake(choice.id(), -1)))
        .isInstanceOf(PolicyException.class);
  }

  private Map<RuntimeChoice, Duration> race(Function<RuntimeChoice, PolicyRuntime> runtimes)
      throws PolicyException {
    return new RuntimeRace(runtimes, clock::get, Duration.ofMillis(10), 3)
        .run(Bench.bundle(), runtime -> clock.addAndGet(((Fake) named(runtime, runtimes)).nanos()));
  }

  private static PolicyRuntime named(
      PolicyRuntime racing, Function<RuntimeChoice, PolicyRuntime> runtimes) {
    return runtimes.apply(RuntimeChoice.parse(racing.id()).orElseThrow());
  }

  /** Takes some milliseconds for a judgement; cannot run any bundle if they are negative. */
  private record Fake(String id, long millis) implements PolicyRuntime {
    long nanos() {
      return millis * 1_000_000;
    }

    @Override
    public PreparedPolicy prepare(PolicyBundle bundle) throws PolicyException {
      if (millis < 0) {
        throw new PolicyException("POLICY_INVALID", "it has no plan", "build it again");
      }
      return (entrypoints, input) -> Map.of();
    }
  }
}
