package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AggregatesTest {
  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          count | [[1, 1]] | 2
          count | [{"a": 1}] | 1
          count | [{"set": [1, 1]}] | 1
          count | ["a\\uD83D\\uDE00é"] | 3
          sum | [[]] | 0
          sum | [[1, 2, 3.0]] | 6
          sum | [{"set": [1, 2]}] | 3
          sum | [[9223372036854775807, 1]] | 9223372036854775808
          sum | [[0.1, 0.2, 0.3]] | 0.6
          sum | [[1e30, 1]] | 1000000000000000000000000000001
          product | [[]] | 1
          product | [[2, 3, 4]] | 24
          product | [[0.1, 3]] | 0.30000000000000004
          product | [[9223372036854775807, 9223372036854775807]] | 85070591730234615847396907784232501249
          """)
  void collectionsAreCountedAndAddedUp(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          max | [[1, "a", null]] | "a"
          max | [[]] | undefined
          max | [{"set": [3, 1]}] | 3
          min | [[2, true, null]] | null
          min | [{"set": []}] | undefined
          min | [[1.0, 1]] | 1
          max | [[1.0, 1]] | 1
          sort | [[3, "a", 1, null, {"set": [1]}, {"a": 1}, [1], true]] | [null, true, 1, 3, "a", [1], {"a": 1}, {1}]
          sort | [{"set": [3, 1, 2]}] | [1, 2, 3]
          """)
  void theOrderOfAllValuesDecides(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          any | [[false, true]] | true
          any | [{"set": []}] | false
          any | [[1]] | false
          all | [[true, true]] | true
          all | [[true, 1]] | false
          all | [{"set": []}] | true
          internal.member_2 | [1.0, [1, 2]] | true
          internal.member_2 | ["b", {"a": "b"}] | true
          internal.member_2 | ["a", {"a": "b"}] | false
          internal.member_2 | [1, {"set": [1]}] | true
          internal.member_2 | [1, 1] | false
          internal.member_3 | [0, "a", ["a"]] | true
          internal.member_3 | ["k", 1, {"k": 1}] | true
          internal.member_3 | [1, 1, {"set": [1]}] | true
          internal.member_3 | [1, 2, {"set": [1]}] | false
          """)
  void membershipIsByValue(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          count | [1] | type error: operand 1 must be one of {array, object, set, string} but got number
          sum | [["a"]] | type error: operand 1 must be array of numbers but got array containing string
          sum | [[0.5, null]] | type error: operand 1 must be array of numbers but got array containing null
          sum | ["a"] | type error: operand 1 must be one of {set, array} but got string
          product | [{"set": ["a"]}] | type error: operand 1 must be set of numbers but got set containing string
          max | [{}] | type error: operand 1 must be one of {set, array} but got object
          min | [1] | type error: operand 1 must be one of {set, array} but got number
          sort | ["a"] | type error: operand 1 must be one of {set, array} but got string
          any | [1] | type error: operand 1 must be one of {array, set} but got number
          all | [{}] | type error: operand 1 must be one of {array, set} but got object
          """)
  void otherTypesAreErrors(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }
}
