package dev.seaworthy.engine.rego;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an evaluation may use, by the size of what it reads. */
class LimitsTest {
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(10), 512L << 20);

  @Test
  void aSmallInputGetsNoMore() {
    assertThat(LIMITS.forInput(0)).isEqualTo(LIMITS);
  }

  @Test
  void aLargeInputGetsMore() {
    assertThat(LIMITS.forInput(32 << 20))
        .isEqualTo(new Limits(Duration.ofNanos(10_000_000_000L + 125L * (32 << 20)), 1L << 30));
  }

  @Test
  void noInputGetsMoreThanFourTimesAsMuch() {
    assertThat(LIMITS.forInput(1L << 40)).isEqualTo(new Limits(Duration.ofSeconds(40), 2L << 30));
  }
}
