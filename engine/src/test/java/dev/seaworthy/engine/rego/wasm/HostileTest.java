package dev.seaworthy.engine.rego.wasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.Program;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.RegoException.Kind;
import dev.seaworthy.engine.rego.Session;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies that misbehave: each is stopped, and the next evaluation is right. */
class HostileTest {
  private static final Limits QUICK = new Limits(Duration.ofMillis(300), 616L << 20);
  private static final Limits SMALL = new Limits(Duration.ofSeconds(60), 16L << 20);
  private static final String INPUT = "{\"x\":1,\"text\":\"" + "x".repeat(2_000) + "\"}";

  private static final Program QUICKLY = load(QUICK);
  private static final Program TIGHTLY = load(SMALL);

  private static Program load(Limits limits) {
    return new WasmRuntime(limits, CodeCache.NONE).load(Modules.of("hostile"));
  }

  @ParameterizedTest(name = "{0} ends in {1}")
  @CsvSource({
    "objects, MEMORY",
    "range, MEMORY",
    "text, MEMORY",
    "nesting, STACK",
    "conflict, CONFLICT",
    "keys, CONFLICT",
  })
  void aHostilePolicyIsStopped(String rule, Kind kind) {
    isStopped(TIGHTLY, rule, kind);
  }

  @Test
  void anEndlessPolicyIsStoppedInTime() {
    long before = System.nanoTime();
    isStopped(QUICKLY, "loop", Kind.TIMEOUT);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
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
              Executors.callable(() -> isStopped(TIGHTLY, "objects", Kind.MEMORY)),
              Executors.callable(() -> isStopped(QUICKLY, "loop", Kind.TIMEOUT)),
              Executors.callable(() -> isStopped(TIGHTLY, "nesting", Kind.STACK)),
              Executors.callable(() -> isStopped(QUICKLY, "conflict", Kind.CONFLICT)));
      for (Future<Object> task : threads.invokeAll(tasks)) {
        task.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({"expression, false", "repetition, null"})
  void expressionsTakeLinearTime(String rule, String expected) {
    try (Session session = TIGHTLY.open()) {
      session.input(Modules.input("{}"));
      assertThat(String.valueOf(session.evaluate("hostile/" + rule))).isEqualTo(expected);
    }
  }

  @Test
  void aThreadThatIsInterruptedStopsAndStaysInterrupted() {
    try (Session session = TIGHTLY.open()) {
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
    try (Session session = QUICKLY.open()) {
      session.input(Modules.input(INPUT));
      long end = System.nanoTime() + QUICK.time().multipliedBy(3).toNanos();
      while (System.nanoTime() < end) {
        assertThat(session.evaluate("hostile/echo")).isNotNull();
      }
    }
  }

  @Test
  void memoryIsGivenBackBetweenEvaluations() {
    try (Session session = TIGHTLY.open()) {
      for (int i = 0; i < 3_000; i++) {
        session.input(Modules.input("{\"n\":" + i + ",\"pad\":\"" + "x".repeat(4_000) + "\"}"));
        assertThat(session.evaluate("hostile/echo")).isNotNull();
      }
    }
  }
}
