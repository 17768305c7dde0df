package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 10_000,
      textBlock =
          """
        yaml.marshal => [{"b": [1, {"c": null, "d": "x"}, []], "a": {}, "e": "yes"}] => "a: {}\\nb:\\n  - 1\\n  - c: null\\n    d: x\\n  - []\\ne: \\"yes\\"\\n"
        yaml.marshal => ["a\\nb\\n"] => "|\\n  a\\n  b\\n"
        yaml.marshal => [{"k": "two\\nlines", "l": " x", "m": "it's", "n": "- a", "o": "a: b", "p": "\\"q\\"", "q": ""}] => "k: |-\\n  two\\n  lines\\nl: ' x'\\nm: it's\\n\\"n\\": '- a'\\no: 'a: b'\\np: '\\"q\\"'\\nq: \\"\\"\\n"
        yaml.marshal => [[[1, [2]], {"x": {"y": 1}}]] => "- - 1\\n  - - 2\\n- x:\\n    \\"y\\": 1\\n"
        yaml.marshal => [{"a10": 1, "a2": 2, "A": 3, "1": 4}] => "\\"1\\": 4\\nA: 3\\na2: 2\\na10: 1\\n"
        yaml.marshal => [1.5] => "1.5\\n"
        yaml.marshal => [1000000] => "1000000\\n"
        yaml.marshal => ["1e3"] => "\\"1e3\\"\\n"
        yaml.marshal => ["2024-01-01"] => "\\"2024-01-01\\"\\n"
        yaml.marshal => ["😀"] => "\\"\\\\U0001F600\\"\\n"
        yaml.marshal => ["#c"] => "'#c'\\n"
        yaml.marshal => [null] => "null\\n"
        yaml.marshal => [true] => "true\\n"
        yaml.marshal => [{"x\\ny": 1}] => "? |-\\n  x\\n  y\\n: 1\\n"
        yaml.marshal => [1000000.5] => "1.0000005e+06\\n"
        yaml.marshal => ["12:30"] => "\\"12:30\\"\\n"
        """)
  void writing(String name, String arguments, String result) {
    assertThat(CallText.of(name, arguments)).startsWith(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 10_000,
      textBlock =
          """
        yaml.unmarshal => ["a: 1\\nb: [x, 0x1f, 1_000, 1.50, ~, yes, true]"] => {"a": 1, "b": ["x", 31, 1000, 1.5, null, "yes", true]}
        yaml.unmarshal => ["- a\\n- b: c\\n"] => ["a", {"b": "c"}]
        yaml.unmarshal => [""] => null
        yaml.unmarshal => ["--- 1\\n--- 2"] => 1
        yaml.unmarshal => ["a: &x {p: 1, q: 2}\\nb: {<<: *x, q: 3}"] => {"a": {"p": 1, "q": 2}, "b": {"p": 1, "q": 3}}
        yaml.unmarshal => ["a: &x {p: 1}\\nb:\\n  <<: [{r: 2}, *x]\\n"] => {"a": {"p": 1}, "b": {"p": 1, "r": 2}}
        yaml.unmarshal => ["a: 1\\na: 2"] => {"a": 2}
        yaml.unmarshal => ["2024-01-01"] => "2024-01-01"
        yaml.unmarshal => ["!!str 1"] => "1"
        yaml.unmarshal => ["!!binary aGk="] => "hi"
        yaml.unmarshal => ["!!int \\"3\\""] => 3
        yaml.unmarshal => ["!!bool yes"] => ERR
        yaml.unmarshal => ["1: a\\ntrue: b\\n1.5: c"] => {"1": "a", "1.5": "c", "true": "b"}
        yaml.unmarshal => ["017"] => 15
        yaml.unmarshal => ["1e3"] => 1000
        yaml.unmarshal => ["18446744073709551615"] => 18446744073709551615
        yaml.unmarshal => ["|\\n a\\n b\\n"] => "a\\nb\\n"
        yaml.unmarshal => [">\\n a\\n b\\n"] => "a b\\n"
        yaml.unmarshal => ["\\"\\\\u00e9\\\\n\\""] => "é\\n"
        yaml.unmarshal => [".inf"] => ERR
        yaml.unmarshal => ["a: &a [*a]"] => ERR
        yaml.unmarshal => ["? [x]\\n: 1"] => ERR
        yaml.unmarshal => ["a: b: c"] => ERR
        yaml.unmarshal => ["<<: 1"] => ERR
        yaml.unmarshal => ["a: \\"b"] => ERR
        """)
  void reading(String name, String arguments, String result) {
    assertThat(CallText.of(name, arguments)).startsWith(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 10_000,
      textBlock =
          """
        yaml.is_valid => ["a: 1"] => true
        yaml.is_valid => ["a: b: c"] => false
        yaml.is_valid => ["["] => false
        yaml.is_valid => [1] => false
        yaml.is_valid => ["{a: .nan}"] => false
        """)
  void validity(String name, String arguments, String result) {
    assertThat(CallText.of(name, arguments)).startsWith(result);
  }
}
