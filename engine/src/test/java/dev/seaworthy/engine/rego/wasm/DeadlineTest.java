package dev.seaworthy.engine.rego.wasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.seaworthy.engine.rego.builtin.WorkTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private static final Duration ALLOWED = Duration.ofMillis(200);

  private final Deadline deadline = new Deadline(new WorkTime(ALLOWED));

  @Test
  void whoWaitsForAProcessorIsNotInterrupted() {
    deadline.begin();
    assertThatCode(() -> Thread.sleep(ALLOWED.toMillis() * 4)).doesNotThrowAnyException();
    deadline.end();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void whoWorksTooLongIsAndKeepsNoInterrupt() {
    deadline.begin();
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
    deadline.end();
    assertThat(Thread.interrupted()).isFalse();
  }
}
