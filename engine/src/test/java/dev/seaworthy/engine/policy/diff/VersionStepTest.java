package dev.seaworthy.engine.policy.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionStepTest {
  @ParameterizedTest(name = "{0} -> {1} is {2}")
  @CsvSource({
    "1.2.3, 1.2.4, PATCH",
    "1.2.3, 1.3.0, MINOR",
    "1.2.3, 2.0.0, MAJOR",
    "1.2.3, 1.2.3, NONE",
    "1.2.3, 1.2.2, NONE",
    "2.0.0, 1.9.9, NONE",
    "0.1.0, 0.1.1, MINOR",
    "0.1.0, 0.2.0, MAJOR",
    "0.9.0, 1.0.0, MAJOR",
    "2.0.0-rc.1, 2.0.0-rc.2, MAJOR",
    "2.0.0-rc.1, 2.0.0, MAJOR",
    "1.0.0, 2.0.0-rc.1, MAJOR",
  })
  void theStepBetweenTwoVersions(String from, String to, VersionStep step) {
    assertThat(VersionStep.between(from, to)).isEqualTo(step);
  }

  @ParameterizedTest(name = "{0} after {1} is {2}")
  @CsvSource({
    "NONE, 1.2.3, 1.2.3",
    "PATCH, 1.2.3, 1.2.4",
    "MINOR, 1.2.3, 1.3.0",
    "MAJOR, 1.2.3, 2.0.0",
    "MINOR, 0.1.0, 0.1.1",
    "MAJOR, 0.1.4, 0.2.0",
  })
  void theLeastVersionAfterAnother(VersionStep step, String from, String least) {
    assertThat(step.after(from)).isEqualTo(least);
  }
}
