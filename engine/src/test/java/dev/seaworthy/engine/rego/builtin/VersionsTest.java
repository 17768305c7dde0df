package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 10_000,
      textBlock =
          """
        semver.compare => ["1.0.0", "2.0.0"] => -1
        semver.compare => ["v1.0.0", "1.0.0"] => 0
        semver.compare => ["1.2.10", "1.2.9"] => 1
        semver.compare => ["1.0.0-alpha", "1.0.0"] => -1
        semver.compare => ["1.0.0-alpha.1", "1.0.0-alpha.beta"] => -1
        semver.compare => ["1.0.0-rc.10", "1.0.0-rc.9"] => 1
        semver.compare => ["1.0.0-a", "1.0.0-a.1"] => -1
        semver.compare => ["1.0.0+b1", "1.0.0+b2"] => 0
        semver.compare => ["1.0", "1.0.0"] => ERR operand 1: string "1.0" is not a valid SemVer
        semver.compare => ["1.0.0", "01.0.0"] => ERR operand 2: string "01.0.0" is not a valid SemVer
        semver.compare => ["9223372036854775808.0.0", "1.0.0"] => ERR operand 1: string "9223372036854775808.0.0" is not a valid SemVer
        semver.compare => [1, "1.0.0"] => TYPE operand 1 must be string but got number
        semver.is_valid => ["1.2.3"] => true
        semver.is_valid => ["v1.2.3-rc.1+build.5"] => true
        semver.is_valid => ["1.2"] => false
        semver.is_valid => ["1.2.3-01"] => false
        semver.is_valid => ["1.2.3-"] => false
        semver.is_valid => ["1.2.3.4"] => false
        semver.is_valid => [1] => false
        """)
  void versions(String name, String arguments, String result) {
    assertThat(CallText.of(name, arguments)).isEqualTo(result);
  }
}
