package dev.seaworthy.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PrintableTest {
  @ParameterizedTest(name = "{0} shows as {1}")
  @CsvSource({
    "a\u001b[31mred, a\\u001b[31mred",
    "a\u0007b, a\\u0007b",
    "a\u009bb, a\\u009bb",
    "a\u007fb, a\\u007fb",
    "a\u202egnp, a\\u202egnp",
    "a\u2028b, a\\u2028b",
    "a\u200bb, a\\u200bb",
    "größe 船 🚢, größe 船 🚢",
  })
  void whatATerminalWouldActOnIsSpelledOut(String hostile, String shown) {
    assertThat(Printable.of(hostile)).isEqualTo(shown);
  }
}
