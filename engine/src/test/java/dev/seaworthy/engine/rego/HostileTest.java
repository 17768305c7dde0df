package dev.seaworthy.engine.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seaworthy.engine.rego.RegoException.Kind;
import dev.seaworthy.engine.rego.plan.PlanRuntime;
import dev.seaworthy.engine.rego.wasm.CodeCache;
import dev.seaworthy.engine.rego.wasm.WasmRuntime;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies that misbehave, in each runtime: each is stopped, and the next evaluation is right. */
@ParameterizedClass(name = "{0}")
@MethodSource("runtimes")
class HostileTest {
  private static final Limits QUICK = new Limits(Duration.ofMillis(300), 616L << 20);
  private static final Limits SMALL = new Limits(Duration.ofSeconds(60), 16L << 20);
  private static final String INPUT = "{\"x\":1,\"text\":\"" + "x".repeat(2_000) + "\"}";

  private final Program quickly;
  private final Program tightly;

  HostileTest(String runtime, Program quickly, Program tightly) {
    this.quickly = quickly;
    this.tightly = tightly;
  }

  static Stream<Arguments> runtimes() {
    RegoModule hostile = Modules.of("hostile");
    return Stream.of(
        Arguments.of(
            "plan", new PlanRuntime(QUICK).load(hostile), new PlanRuntime(SMALL).load(hostile)),
        Arguments.of(
            "wasm",
            new WasmRuntime(QUICK, CodeCache.NONE).load(hostile),
            new WasmRuntime(SMALL, CodeCache.NONE).load(hostile)));
  }

  @ParameterizedTest(name = "{0} ends in {1}")
  @CsvSource({
    "objects, MEMORY",
    "range, MEMORY",
    "text, MEMORY",
    "conflict, CONFLICT",
    "keys, CONFLICT",
  })
  void aHostilePolicyIsStopped(String rule, Kind kind) {
    isStopped(tightly, rule, kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"loop", "compared", "doubled", "sorted"})
  void anEndlessPolicyIsStoppedInTime(String rule) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    isStopped(quickly, rule, Kind.TIMEOUT);
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before))
        .isLessThan(Duration.ofSeconds(5));
  }

  private static void isStopped(Program program, String rule, Kind kind) {
    try (Session session = program.open()) {
      session.input(Modules.input(INPUT));
      String right = String.valueOf(session.evaluate("hostile/echo"));
      RegoException failure =
          catchThrowableOfType(RegoException.class, () -> session.evaluate("hostile/" + rule));
      assertThat(failure.kind()).isEqualTo(kind);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      assertThat(session.evaluate("hostile/echo")).hasToString(right);
      assertThat(session.evaluate("hostile/absent")).isNull();
    }
  }

  @Test
  void threadsDoNotHarmEachOther() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Object>> tasks =
          List.of(
              Executors.callable(() -> isStopped(tightly, "objects", Kind.MEMORY)),
              Executors.callable(() -> isStopped(quickly, "loop", Kind.TIMEOUT)),
              Executors.callable(() -> isStopped(tightly, "range", Kind.MEMORY)),
              Executors.callable(() -> isStopped(quickly, "conflict", Kind.CONFLICT)));
      for (Future<Object> task : threads.invokeAll(tasks)) {
        task.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({"expression, false", "repetition, null", "nesting, null"})
  void whatIsBoundedByItselfIsNotStopped(String rule, String expected) {
    try (Session session = tightly.open()) {
      session.input(Modules.input("{}"));
      assertThat(String.valueOf(session.evaluate("hostile/" + rule))).isEqualTo(expected);
    }
  }

  @Test
  void aThreadThatIsInterruptedStopsAndStaysInterrupted() {
    try (Session session = tightly.open()) {
      Thread.currentThread().interrupt();
      RegoException failure =
          catchThrowableOfType(RegoException.class, () -> session.evaluate("hostile/loop"));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
      assertThat(session.evaluate("hostile/absent")).isNull();
    }
  }

  @Test
  void timeCountsForEachEvaluationAnew() {
    try (Session session = quickly.open()) {
      session.input(Modules.input(INPUT));
      long end = System.nanoTime() + QUICK.time().multipliedBy(3).toNanos();
      while (System.nanoTime() < end) {
        assertThat(session.evaluate("hostile/echo")).isNotNull();
      }
    }
  }

  @Test
  void memoryIsGivenBackBetweenEvaluations() {
    try (Session session = tightly.open()) {
      for (int i = 0; i < 3_000; i++) {
        session.input(Modules.input("{\"n\":" + i + ",\"pad\":\"" + "x".repeat(4_000) + "\"}"));
        assertThat(session.evaluate("hostile/echo")).isNotNull();
      }
    }
  }
}
