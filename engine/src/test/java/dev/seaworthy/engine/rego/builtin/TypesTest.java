package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypesTest {
  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          is_null | [null] | true
          is_boolean | [false] | true
          is_number | [1.5] | true
          is_string | ["a"] | true
          is_array | [[]] | true
          is_object | [{}] | true
          is_set | [{"set": []}] | true
          is_set | [[]] | false
          type_name | [null] | "null"
          type_name | [true] | "boolean"
          type_name | [1] | "number"
          type_name | ["a"] | "string"
          type_name | [[]] | "array"
          type_name | [{}] | "object"
          type_name | [{"set": []}] | "set"
          """)
  void typesAreTold(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          to_number | [null] | 0
          to_number | [true] | 1
          to_number | [false] | 0
          to_number | [1.50] | 1.50
          to_number | ["10"] | 10
          to_number | ["1.50"] | 1.50
          to_number | ["-1e3"] | -1e3
          to_number | [".5"] | .5
          to_number | ["0x1p-2"] | 0x1p-2
          to_number | [""] | builtin error: strconv.ParseFloat: parsing "": invalid syntax
          to_number | ["1x"] | builtin error: strconv.ParseFloat: parsing "1x": invalid syntax
          to_number | [" 1"] | builtin error: strconv.ParseFloat: parsing " 1": invalid syntax
          to_number | ["1d"] | builtin error: strconv.ParseFloat: parsing "1d": invalid syntax
          to_number | ["1e999"] | builtin error: strconv.ParseFloat: parsing "1e999": value out of range
          to_number | ["-Infinity"] | type error: operand 1 must be valid number string but got string
          to_number | ["nan"] | type error: operand 1 must be valid number string but got string
          to_number | [[]] | type error: operand 1 must be one of {null, boolean, number, string} but got array
          """)
  void valuesBecomeNumbers(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          cast_array | [{"set": [2, 1]}] | [1, 2]
          cast_array | [[1]] | [1]
          cast_set | [[2, 1, 1]] | {1, 2}
          cast_string | ["a"] | "a"
          cast_boolean | [true] | true
          cast_null | [null] | null
          cast_object | [{}] | {}
          cast_array | ["a"] | type error: operand 1 must be one of {array, set} but got string
          cast_set | [1] | type error: operand 1 must be one of {array, set} but got number
          cast_string | [1] | type error: operand 1 must be string but got number
          cast_boolean | [1] | type error: operand 1 must be boolean but got number
          cast_null | [1] | type error: operand 1 must be null but got number
          cast_object | [1] | type error: operand 1 must be object but got number
          """)
  void castsOnlyTakeWhatFits(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }
}
