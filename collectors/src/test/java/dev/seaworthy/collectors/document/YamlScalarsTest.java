package dev.seaworthy.collectors.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.json.CanonicalJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlScalarsTest {
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "yes, true",
    "Yes, true",
    "YES, true",
    "y, true",
    "Y, true",
    "on, true",
    "On, true",
    "ON, true",
    "true, true",
    "no, false",
    "n, false",
    "N, false",
    "off, false",
    "OFF, false",
    "False, false",
    "FALSE, false",
  })
  void words(String text, boolean value) {
    assertThat(YamlScalars.plain(text)).isEqualTo(value);
  }

  @ParameterizedTest(name = "`{0}` is null")
  @ValueSource(strings = {"", "~", "null", "Null", "NULL"})
  void nothing(String text) {
    assertThat(YamlScalars.plain(text)).isEqualTo(CanonicalJson.NULL);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "0, 0",
    "-0, 0",
    "7, 7",
    "+7, 7",
    "-7, -7",
    "0644, 420",
    "0o644, 420",
    "-0644, -420",
    "0x1F, 31",
    "-0x1f, -31",
    "0b101, 5",
    "1_000, 1000",
    "08, 8",
    "1e3, 1000",
    "1.0, 1",
    "00, 0",
    "9223372036854775807, 9223372036854775807",
  })
  void integers(String text, long value) {
    assertThat(YamlScalars.plain(text)).isEqualTo(value);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "0.5, 0.5",
    ".5, 0.5",
    "-1.5e-3, -0.0015",
    "1_0.5, 10.5",
    "36893488147419103232, 3.6893488147419103E19"
  })
  void fractions(String text, double value) {
    assertThat(YamlScalars.plain(text)).isEqualTo(value);
  }

  @ParameterizedTest(name = "`{0}` is text")
  @ValueSource(
      strings = {
        "yEs",
        "tRUE",
        "oN",
        "nULL",
        "0x",
        "0xg",
        "0b2",
        "0o9",
        "1e999",
        "2001-01-01",
        "2001-12-14T21:59:43Z",
        "190:20:30",
        "1.2.3",
        "1,000",
        "+",
        "-",
        ".",
        "..",
        "-a",
        "1Gi",
        "100m",
        "_1",
        "._5",
        "<<x",
        "\u0661",
        "=",
      })
  void text(String text) {
    assertThat(YamlScalars.plain(text)).isEqualTo(text);
  }

  @ParameterizedTest(name = "!!{0} {1} is {2}")
  @CsvSource({
    "str, 5, 5",
    "binary, aGVsbG8=, hello",
    "bool, yes, true",
    "int, 0x10, 16",
    "float, 2, 2"
  })
  void tags(String tag, String text, String value) {
    assertThat(YamlScalars.tagged("tag:yaml.org,2002:" + tag, text)).hasToString(value);
  }

  @ParameterizedTest(name = "!!{0} {1} fits not")
  @CsvSource({"bool, 5", "int, 1.5", "int, a", "float, a", "null, x", "binary, '%'"})
  void misfits(String tag, String text) {
    assertThat(YamlScalars.tagged("tag:yaml.org,2002:" + tag, text)).isNull();
  }
}
