package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InternalsTest {
  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          internal.template_string | [["a", 1, true, null, 1.50]] | "a1truenull1.50"
          internal.template_string | [["a", {"set": ["b"]}, {"set": [[1, "x"]]}, {"set": []}]] | "ab[1, \\"x\\"]<undefined>"
          internal.template_string | [[]] | ""
          internal.template_string | ["a"] | type error: operand 1 must be array but got string
          internal.template_string | [["a", {"set": [1, 2]}]] | conflict error: template-strings must not produce multiple outputs
          internal.template_string | [[["a"]]] | internal error: illegal argument type: array
          trace | ["a"] | true
          internal.test_case | ["a"] | true
          """)
  void partsBecomeOneText(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }
}
