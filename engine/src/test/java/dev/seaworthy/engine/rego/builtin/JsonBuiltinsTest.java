package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBuiltinsTest {
  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          json.marshal | [{"b": [1, 2.50, null, true], "a": "x"}] | "{\\"a\\":\\"x\\",\\"b\\":[1,2.50,null,true]}"
          json.marshal | [{"set": [2, 1]}] | "[1,2]"
          json.marshal | ["<a href='&'>\\u2028\\u0001\\n\\"\\\\é\\uD83D\\uDE00"] | "\\"\\\\u003ca href='\\\\u0026'\\\\u003e\\\\u2028\\\\u0001\\\\n\\\\\\"\\\\\\\\é😀\\""
          json.marshal | [1e30] | "1e30"
          json.marshal_with_options | [{"a": [1, {}], "b": []}, {"pretty": true}] | "{\\n\\t\\"a\\": [\\n\\t\\t1,\\n\\t\\t{}\\n\\t],\\n\\t\\"b\\": []\\n}"
          json.marshal_with_options | [{"a": 1}, {"indent": " ", "prefix": ">"}] | ">{\\n> \\"a\\": 1\\n>}"
          json.marshal_with_options | [{"a": 1}, {"pretty": false, "indent": "  "}] | "{\\"a\\":1}"
          json.marshal_with_options | [{"a": 1}, {}] | "{\\"a\\":1}"
          json.marshal_with_options | [{}, {"pretty": "yes"}] | type error: operand 2 key "pretty" failed cast to bool
          json.marshal_with_options | [{}, {"indent": 1}] | type error: operand 2 key "indent" failed cast to string: operand 0 must be string but got number
          json.marshal_with_options | [{}, {"tabs": true}] | type error: operand 2 object contained unknown key "tabs"
          json.marshal_with_options | [{}, []] | type error: operand 2 must be object but got array
          """)
  void textIsGosJson(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          json.unmarshal | ["{\\"b\\": [1, 2.50, null], \\"a\\": \\"\\\\u00e9\\\\ud83d\\\\ude00\\\\n\\\\/\\"}"] | {"a": "é😀\\n/", "b": [1, 2.50, null]}
          json.unmarshal | ["{\\"a\\": 1, \\"a\\": 2}"] | {"a": 2}
          json.unmarshal | ["\\"\\\\ud83d\\""] | "\ufffd"
          json.unmarshal | [" [ ] "] | []
          json.unmarshal | ["-0"] | -0
          json.unmarshal | ["1E+2"] | 1E+2
          json.unmarshal | ["{}"] | {}
          """)
  void textBecomesAValue(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          json.unmarshal | [""] | builtin error: EOF
          json.unmarshal | ["{"] | builtin error: unexpected EOF
          json.unmarshal | ["[1,]"] | builtin error: invalid character ']' looking for beginning of value
          json.unmarshal | ["{\\"a\\" 1}"] | builtin error: invalid character '1' after object key
          json.unmarshal | ["{\\"a\\": 1 2}"] | builtin error: invalid character '2' after object key:value pair
          json.unmarshal | ["{1: 2}"] | builtin error: invalid character '1' looking for beginning of object key string
          json.unmarshal | ["[1 2]"] | builtin error: invalid character '2' after array element
          json.unmarshal | ["nul"] | builtin error: unexpected EOF
          json.unmarshal | ["nulx"] | builtin error: invalid character 'x' in literal null (expecting 'l')
          json.unmarshal | ["01"] | builtin error: error: invalid character '1' after top-level value
          json.unmarshal | ["1."] | builtin error: unexpected EOF
          json.unmarshal | ["1e"] | builtin error: unexpected EOF
          json.unmarshal | ["-"] | builtin error: unexpected EOF
          json.unmarshal | ["\\"a"] | builtin error: unexpected EOF
          json.unmarshal | ["\\"\\\\x\\""] | builtin error: invalid character 'x' in string escape code
          json.unmarshal | ["\\"\\\\u12g4\\""] | builtin error: invalid character 'g' in \\u hexadecimal character escape
          json.unmarshal | ["\\"\\n\\""] | builtin error: invalid character '\\n' in string literal
          json.unmarshal | ["'a'"] | builtin error: invalid character '\\'' looking for beginning of value
          json.unmarshal | ["é"] | builtin error: invalid character 'Ã' looking for beginning of value
          json.unmarshal | ["[1] [2]"] | builtin error: error: invalid character '[' after top-level value
          json.unmarshal | ["[1] x"] | builtin error: invalid character 'x' looking for beginning of value
          json.unmarshal | ["1 \\"a\\""] | builtin error: error: invalid character 'a' after top-level value
          json.unmarshal | [1] | type error: operand 1 must be string but got number
          """)
  void malformedTextIsAnError(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          json.is_valid | ["{\\"a\\": 1}"] | true
          json.is_valid | ["{a: 1}"] | false
          json.is_valid | ["1 2"] | false
          json.is_valid | [""] | false
          json.is_valid | [7] | false
          """)
  void validityIsAQuestionOnly(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }
}
