package dev.seaworthy.collectors.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatKeyTest {
  /** What kubectl 1.34 makes of each as the key of a mapping. */
  @ParameterizedTest(name = "{0} is the key {1}")
  @CsvSource({
    "0.0, 0",
    "-0.0, -0",
    "1.5, 1.5",
    "0.1, 0.1",
    "1e3, 1000",
    "123456.0, 123456",
    "1e6, 1e+06",
    "1234567.0, 1.234567e+06",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "1e20, 1e+20",
    "-9223372036854775809.0, -9.223372e+18",
    "3.4e38, 3.4e+38",
    "1e39, .inf",
    "-1e39, -.inf",
    "NaN, .nan",
  })
  void keys(double value, String key) {
    assertThat(FloatKey.of(value)).isEqualTo(key);
  }
}
