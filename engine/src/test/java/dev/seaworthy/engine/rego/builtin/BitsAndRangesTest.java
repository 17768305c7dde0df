package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BitsAndRangesTest {
  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          bits.and | [12, 10] | 8
          bits.or | [12, 10] | 14
          bits.xor | [12, 10] | 6
          bits.negate | [5] | -6
          bits.negate | [-6] | 5
          bits.lsh | [1, 70] | 1180591620717411303424
          bits.lsh | [0, 99999999999] | 0
          bits.rsh | [-5, 1] | -3
          bits.rsh | [5, 100] | 0
          bits.and | [18446744073709551617, -2] | 18446744073709551616
          bits.and | [1e2, 7] | 4
          """)
  void bitsAreThoseOfTwosComplement(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          bits.and | [1.5, 1] | type error: operand 1 must be integer number but got floating-point number
          bits.and | [1, 1.5] | type error: operand 2 must be integer number but got floating-point number
          bits.or | ["a", 1] | type error: operand 1 must be integer but got string
          bits.lsh | [1, -1] | type error: operand 2 must be an unsigned integer number but got a negative integer
          bits.rsh | [1, -1] | type error: operand 2 must be an unsigned integer number but got a negative integer
          """)
  void whatIsNoIntegerHasNoBits(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          numbers.range | [1, 5] | [1, 2, 3, 4, 5]
          numbers.range | [5, 1] | [5, 4, 3, 2, 1]
          numbers.range | [3, 3] | [3]
          numbers.range | [9223372036854775806, 9223372036854775809] | [9223372036854775806, 9223372036854775807, 9223372036854775808, 9223372036854775809]
          numbers.range | [1.0, 2] | [1, 2]
          numbers.range_step | [0, 10, 3] | [0, 3, 6, 9]
          numbers.range_step | [10, 0, 5] | [10, 5, 0]
          numbers.range_step | [1, 2, 18446744073709551616] | [1]
          """)
  void rangesIncludeBothEnds(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          numbers.range | [1.5, 2] | type error: operand 1 must be integer number but got floating-point number
          numbers.range | [1, null] | type error: operand 2 must be integer but got null
          numbers.range_step | [1, 2, 0] | builtin error: numbers.range_step: step must be a positive integer
          numbers.range_step | [1, 2, -1] | builtin error: numbers.range_step: step must be a positive integer
          numbers.range_step | [1, 2, 0.5] | type error: operand 3 must be integer number but got floating-point number
          """)
  void rangesNeedIntegersAndSteps(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }
}
