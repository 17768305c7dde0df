package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArithmeticTest {
  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          plus | [1, 2] | 3
          plus | [9223372036854775807, 1] | 9223372036854775808
          minus | [-9223372036854775808, 1] | -9223372036854775809
          mul | [3037000500, 3037000500] | 9223372037000250000
          mul | [12345678901234567890, 98765432109876543210] | 1219326311370217952237463801111263526900
          plus | [1e30, 1] | 1000000000000000000000000000001
          rem | [10, 18446744073709551616] | 10
          rem | [-7, 3] | -1
          div | [6, 3] | 2
          """)
  void wholeNumbersAreExact(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          plus | [0.1, 0.2] | 0.3
          minus | [0.3, 0.1] | 0.20000000000000000002
          mul | [1.1, 1.1] | 1.21
          div | [1, 3] | 0.33333333333333333334
          div | [10, 4] | 2.5
          div | [2, 3e30] | 6.6666666666666666666e-31
          div | [12345678901234567890, 10] | 1234567890123456789
          mul | [1e-30, 3.5] | 3.5000000000000000002e-30
          plus | [1.5, 1.5] | 3
          plus | [1e400, 0.5] | 10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
          minus | [0.5, 0.5] | 0
          """)
  void fractionsHaveSixtyFourBits(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          div | [0, -5] | -0
          mul | [-0.0, 5.5] | -0
          abs | [-0.0] | 0
          """)
  void zerosKeepTheirSign(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          round | [2.5] | 3
          round | [-2.5] | -3
          round | [0.49] | 0
          ceil | [1.1] | 2
          ceil | [-1.1] | -1
          ceil | [-0.5] | 1
          floor | [1.9] | 1
          floor | [-1.1] | -2
          floor | [-0.5] | 0
          floor | [1e30] | 1000000000000000000024696061952
          abs | [-3] | 3
          abs | [-18446744073709551617] | 18446744073709551616
          abs | [-2.75] | 2.75
          """)
  void roundingGoesToWholeNumbers(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          minus | [{"set": [1, 2, 3]}, {"set": [2]}] | {1, 3}
          minus | [{"set": [1]}, {"set": [1]}] | set()
          """)
  void setsAreSubtracted(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          div | [1, 0] | builtin error: divide by zero
          div | [1, 0.0] | builtin error: divide by zero
          rem | [1, 0] | builtin error: modulo by zero
          rem | [1.5, 2] | builtin error: modulo on floating-point number
          plus | ["a", 1] | type error: operand 1 must be number but got string
          plus | [1, "a"] | type error: operand 2 must be number but got string
          minus | [1, {"set": [1]}] | type error: operand 2 must be number but got set
          minus | [{"set": [1]}, 1] | type error: operand 2 must be set but got number
          minus | ["a", 1] | type error: operand 1 must be one of {number, set} but got string
          minus | [1, "a"] | type error: operand 2 must be number but got string
          abs | [null] | type error: operand 1 must be number but got null
          """)
  void impossibleOperationsAreErrors(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }
}
