package dev.seaworthy.engine.policy.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegoCodeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '@',
      value = {
        "a := 1 # why | a := 1",
        "# METADATA\\n# title: t\\npackage a | package a",
        "a  :=\\t1\\n\\n\\n\\tb := 2 | a := 1\\nb := 2",
        "a := \"x # y\" | a := \"x # y\"",
        "a := \"x \\\\\" # y\"  # z | a := \"x \\\\\" # y\"",
        "a := `x  # y` # z | a := `x  # y`",
        "a := \"open | a := \"open",
      })
  void commentsAndLayoutAreLeftOut(String rego, String plain) {
    assertThat(RegoCode.of(lines(rego))).isEqualTo(lines(plain));
  }

  private static String lines(String text) {
    return text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\");
  }
}
