package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonsTest {
  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          equal | [1, 1.0] | true
          equal | [[1], [1.0]] | true
          equal | [{"set": [1, 2]}, {"set": [2, 1.0]}] | true
          equal | [{"a": 1, "b": 2}, {"b": 2, "a": 1}] | true
          neq | ["a", "b"] | true
          lt | [null, false] | true
          lt | [true, 0] | true
          lt | [9, "a"] | true
          lt | ["a", []] | true
          lt | [[], {}] | true
          lt | [{}, {"set": []}] | true
          lt | [[1, 2], [1, 3]] | true
          lt | [[2], [1, 3]] | false
          lt | ["\\uffff", "\\uD83D\\uDE00"] | true
          lte | [1, 1.0] | true
          gt | [18446744073709551617, 18446744073709551616] | true
          gt | [{"a": 2}, {"a": 1, "b": 1}] | true
          gte | [{"set": [2]}, {"set": [1, 2]}] | true
          gte | [0.1, 0.10] | true
          """)
  void valuesHaveOneOrder(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }
}
