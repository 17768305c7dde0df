package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 10_000,
      textBlock =
          """
        units.parse => ["10K"] => 10000
        units.parse => ["10Ki"] => 10240
        units.parse => ["1.5Gi"] => 1610612736
        units.parse => ["100m"] => 0.1000000000
        units.parse => ["1000m"] => 1.0000000000
        units.parse => ["0.1"] => 0.1000000000
        units.parse => ["\\"5M\\""] => 5000000
        units.parse => ["2e3"] => 2000
        units.parse => ["1e3k"] => 1000000
        units.parse => ["10KI"] => 10240
        units.parse => ["M"] => ERR units.parse: no amount provided
        units.parse => ["1 K"] => ERR units.parse: spaces not allowed in resource strings
        units.parse => ["1KB"] => ERR units.parse: unit Kb not recognized
        units.parse => ["1.2.3"] => ERR units.parse: could not parse amount to a number
        units.parse => ["1e1000000"] => ERR units.parse: exponent too large
        units.parse => ["-5"] => -5
        units.parse_bytes => ["10K"] => 10000
        units.parse_bytes => ["10KB"] => 10000
        units.parse_bytes => ["10KiB"] => 10240
        units.parse_bytes => ["1.5GiB"] => 1610612736
        units.parse_bytes => ["0.1kb"] => 100
        units.parse_bytes => ["\\"5M\\""] => 5000000
        units.parse_bytes => ["18446744073709551617.5"] => 18446744073709551618
        units.parse_bytes => ["1e3"] => 1000
        units.parse_bytes => ["foo"] => ERR units.parse_bytes: no byte amount provided
        units.parse_bytes => ["1 K"] => ERR units.parse_bytes: spaces not allowed in resource strings
        units.parse_bytes => ["1x"] => ERR units.parse_bytes: byte unit x not recognized
        units.parse_bytes => ["1.2.3"] => ERR units.parse_bytes: could not parse byte amount to a number
        units.parse_bytes => ["0.3333333333333333333333eb"] => 333333333333333333
        units.parse => [1] => TYPE operand 1 must be string but got number
        """)
  void units(String name, String arguments, String result) {
    assertThat(CallText.of(name, arguments)).isEqualTo(result);
  }
}
