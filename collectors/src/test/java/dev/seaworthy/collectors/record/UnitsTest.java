package dev.seaworthy.collectors.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
  @ParameterizedTest
  @CsvSource({"0s,0", "90s,90", "1h30m,5400", "2d,172800", "1d2h3m4s,93784"})
  void durationsAreSeconds(String text, long seconds) {
    assertThat(Units.duration(text)).isEqualTo(OptionalLong.of(seconds));
  }

  @ParameterizedTest
  @CsvSource({
    "0B,0",
    "1kB,1000",
    "1kiB,1024",
    "40GiB,42949672960",
    "1.5TB,1500000000000",
    "0.001kiB,1"
  })
  void sizesAreBytes(String text, long bytes) {
    assertThat(Units.size(text)).isEqualTo(OptionalLong.of(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1.5h", "h", "1h ", "1H", "-1h", "1h-2m"})
  void otherTextIsNoDuration(String text) {
    assertThat(Units.duration(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "40", "40 GiB", "1,5GB", "40GB/s", "-1B", "9007199254740993B", "999999TiB"})
  void otherTextIsNoSize(String text) {
    assertThat(Units.size(text)).isEmpty();
  }
}
