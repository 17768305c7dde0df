package dev.seaworthy.admission.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeoutParameterTest {
  @ParameterizedTest(name = "{0} is {1} ms")
  @CsvSource({"10s, 10000", "9.5s, 9500", "1m30s, 90000", "250ms, 250", "1m0.5s, 60500"})
  void durationsAreReadAsGoWritesThem(String text, long millis) {
    assertThat(TimeoutParameter.parse(text)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "s", "-1s", "0s", "1s x", "1d", "99999999999999s"})
  void othersAreNone(String text) {
    assertThat(TimeoutParameter.parse(text)).isEmpty();
  }
}
