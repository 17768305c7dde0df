package dev.seaworthy.engine.rego.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberValueTest {
  private static NumberValue number(String literal) {
    return Objects.requireNonNull(NumberValue.parse(literal));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "1.0",
        "1.50",
        "1e3",
        "1E+2",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "100000000000000000000.000",
        "1e30000",
        "0.1e-30000"
      })
  void numbersArePrintedAsTheyWereWritten(String literal) {
    assertThat(number(literal)).hasToString(literal);
  }

  @ParameterizedTest(name = "{0} equals {1}")
  @CsvSource({
    "1, 1.0",
    "0, -0",
    "0, 0e5",
    "1000, 1e3",
    "1.5, 1.50",
    "9223372036854775807, 9223372036854775807.0",
    "9223372036854775807, 9.223372036854775807e18",
    "-9223372036854775808, -9223372036854775808.0",
    "9223372036854775808, 9223372036854775808.0",
    "100000000000000000000, 1e20"
  })
  void equalNumbersHaveEqualHashes(String one, String other) {
    assertThat(number(one)).isEqualTo(number(other)).hasSameHashCodeAs(number(other));
    assertThat(number(one)).isEqualByComparingTo(number(other));
  }

  @Test
  void longsAndTheirTextAreTheSame() {
    assertThat(NumberValue.of(Long.MAX_VALUE))
        .isEqualTo(number("9223372036854775807"))
        .hasSameHashCodeAs(number("9223372036854775807"));
    assertThat(NumberValue.of(BigInteger.TWO.pow(64)))
        .isEqualTo(number("18446744073709551616.0"))
        .hasSameHashCodeAs(number("18446744073709551616.0"));
  }

  @ParameterizedTest(name = "10^{0}")
  @ValueSource(ints = {19, 20, 31, 32, 33, 1000, 29999})
  void computedPowersOfTenEqualWrittenOnes(int power) {
    assertThat(NumberValue.of(BigInteger.TEN.pow(power)))
        .isEqualTo(number("1e" + power))
        .hasSameHashCodeAs(number("1e" + power));
  }

  @ParameterizedTest(name = "{0} < {1}")
  @CsvSource({
    "1, 2",
    "-1, 0",
    "0.1, 0.2",
    "9007199254740992, 9007199254740993",
    "9223372036854775807, 9223372036854775807.5",
    "-1e30, -1e29",
    "1e-400, 1e-399"
  })
  void numbersAreComparedExactly(String smaller, String larger) {
    assertThat(number(smaller)).isLessThan(number(larger));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "7, true",
    "-0, true",
    "1.0, true",
    "1.00000000000000000, true",
    "1.000000000000000000, false",
    "1e3, false",
    "1.5, false",
    "9223372036854775807, true",
    "-9223372036854775808, true",
    "9223372036854775808, false"
  })
  void integersAreWhatIsWrittenShortly(String literal, boolean isInteger) {
    assertThat(number(literal).isInteger()).isEqualTo(isInteger);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "7, 7",
    "1.0, 1",
    "1e3, 1000",
    "1.5, ",
    "1e-1, ",
    "18446744073709551616, 18446744073709551616",
    "1.5e20, 150000000000000000000"
  })
  void wholeNumbersAreKnownInAnyNotation(String literal, String whole) {
    assertThat(Objects.toString(number(literal).whole(), null)).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "x", "1x", "1_0", "0x10", "1e40000", "-1e40000", "1e-40000"})
  void whatOpaRefusesIsNoNumber(String literal) {
    assertThat(NumberValue.parse(literal)).isNull();
  }
}
