package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.RegoException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkTimeTest {
  private static final Duration ALLOWED = Duration.ofMillis(400);

  private final WorkTime time = new WorkTime(ALLOWED);

  @Test
  void waitingForAProcessorUsesNothingUp() throws InterruptedException {
    time.begin();
    Thread.sleep(ALLOWED.toMillis() / 4);
    assertThat(time.left()).isPositive();
    Thread.sleep(ALLOWED.toMillis() * 2);
    assertThat(time.left()).isPositive();
  }

  @Test
  void whoAsksLateTakesNothingFromTheWork() throws InterruptedException {
    time.begin();
    Thread.sleep(ALLOWED.toMillis() * 2);
    assertThat(time.left()).isGreaterThan(ALLOWED.toNanos() / 2);
  }

  @Test
  void workUsesItUp() {
    long before = processorNanos();
    time.begin();
    while (time.left() > 0) {
      Thread.onSpinWait();
    }
    assertThat(processorNanos() - before).isBetween(ALLOWED.toNanos() / 2, ALLOWED.toNanos() * 2);
  }

  @Test
  void theClockEndsWhatNeverGetsAProcessor() throws InterruptedException {
    WorkTime little = new WorkTime(Duration.ofMillis(20));
    little.begin();
    assertThat(little.left()).isPositive();
    Thread.sleep(20L * WorkTime.CLOCK_FACTOR);
    assertThat(little.left()).isNotPositive();
  }

  @Test
  void anotherThreadSeesWhatTheWorkerUsed() throws InterruptedException {
    Thread worker =
        new Thread(
            () -> {
              time.begin();
              while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
              }
            });
    worker.start();
    Thread.sleep(ALLOWED.toMillis() / 8);
    for (long left = time.left(); left > 0; left = time.left()) {
      Thread.sleep(left / 1_000_000 + 1);
    }
    long used = ManagementFactory.getThreadMXBean().getThreadCpuTime(worker.getId());
    worker.interrupt();
    worker.join();
    assertThat(used).isGreaterThan(ALLOWED.toNanos() / 2);
  }

  @Test
  void anEvaluationThatWaitedLongGoesOn() throws InterruptedException {
    Budget budget = new Budget(new Limits(ALLOWED, 1 << 20));
    Thread.sleep(ALLOWED.toMillis() / 4);
    budget.steps(Integer.MAX_VALUE);
    Thread.sleep(ALLOWED.toMillis() * 2);
    budget.steps(Integer.MAX_VALUE);
    assertThatExceptionOfType(RegoException.class)
        .isThrownBy(() -> spend(budget))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(RegoException.Kind.TIMEOUT));
  }

  private static void spend(Budget budget) {
    while (true) {
      budget.step();
    }
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
