package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectionsTest {
  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          and | [{"set": [1, 2]}, {"set": [2, 3]}] | {2}
          or | [{"set": [3, 1]}, {"set": [2]}] | {1, 2, 3}
          or | [{"set": []}, {"set": [2]}] | {2}
          set_diff | [{"set": [1, 2]}, {"set": [2]}] | {1}
          intersection | [{"set": [{"set": [1, 2]}, {"set": [2, 3]}]}] | {2}
          intersection | [{"set": []}] | set()
          union | [{"set": [{"set": [1, 2]}, {"set": [2, 3]}]}] | {1, 2, 3}
          union | [{"set": []}] | set()
          and | [[1], {"set": [1]}] | type error: operand 1 must be set but got array
          or | [{"set": [1]}, [1]] | type error: operand 2 must be set but got array
          union | [{"set": [1]}] | type error: operand 1 must be set but got number
          intersection | [[]] | type error: operand 1 must be set but got array
          """)
  void setsHaveAnAlgebra(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          array.concat | [[1], [2, 3]] | [1, 2, 3]
          array.concat | [[], [2]] | [2]
          array.concat | [[1], {"set": [1]}] | type error: operand 2 must be array but got set
          array.flatten | [[1, [2, [3]], [], [4]]] | [1, 2, [3], 4]
          array.flatten | [[]] | []
          array.slice | [[1, 2, 3, 4], 1, 3] | [2, 3]
          array.slice | [[1, 2], -5, 5] | [1, 2]
          array.slice | [[1, 2], 2, 1] | []
          array.slice | [[1, 2, 3], 1.0, 9223372036854775807] | [2, 3]
          array.slice | [[1], 0.5, 1] | type error: operand 2 must be integer number but got floating-point number
          array.reverse | [[1, 2, 3]] | [3, 2, 1]
          array.reverse | ["abc"] | type error: operand 1 must be array but got string
          """)
  void arraysAreJoinedAndCut(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          object.get | [{"a": 1}, "a", 2] | 1
          object.get | [{"a": 1}, "b", 2] | 2
          object.get | [{"a": [{"b": 1}]}, ["a", 0, "b"], 2] | 1
          object.get | [{"a": {"set": [1]}}, ["a", 1], 2] | 1
          object.get | [{"a": 1}, ["a", "b"], 2] | 2
          object.get | [{"a": 1}, [], 2] | {"a": 1}
          object.get | [[1], 0, 2] | type error: operand 1 must be object but got array
          object.keys | [{"b": 1, "a": 2}] | {"a", "b"}
          object.keys | [{}] | set()
          object.filter | [{"a": 1, "b": 2}, ["b", "c"]] | {"b": 2}
          object.filter | [{"a": 1, "b": 2}, {"a": "x"}] | {"a": 1}
          object.remove | [{"a": 1, "b": 2}, {"set": ["b"]}] | {"a": 1}
          object.remove | [{"a": 1}, "a"] | type error: operand 2 must be one of {object, set, array} but got string
          """)
  void objectsAreReadByKeyOrPath(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          object.union | [{"a": {"x": 1, "y": 1}, "b": 1}, {"a": {"y": 2}, "c": 3}] | {"a": {"x": 1, "y": 2}, "b": 1, "c": 3}
          object.union | [{"a": 1}, {"a": {"b": 2}}] | {"a": {"b": 2}}
          object.union | [{}, {"a": 1}] | {"a": 1}
          object.union | [[], {}] | type error: operand 1 must be object but got array
          object.union_n | [[{"a": {"b": 2}}, {"a": 4}, {"a": {"c": 3}}]] | {"a": {"c": 3}}
          object.union_n | [[{"a": {"b": 1}}, {"a": {"c": 2}}, {}]] | {"a": {"b": 1, "c": 2}}
          object.union_n | [[]] | {}
          object.union_n | [[{}, 1]] | type error: operand 1 must be array of objects but got array containing number
          """)
  void objectsAreMerged(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          object.subset | [{"a": {"b": 1, "c": 2}}, {"a": {"b": 1}}] | true
          object.subset | [{"a": [1, 2, 3]}, {"a": [2, 3]}] | true
          object.subset | [{"a": [1, 2, 3]}, {"a": [1, 3]}] | false
          object.subset | [{"a": {"set": [1, 2]}}, {"a": {"set": [2]}}] | true
          object.subset | [{"a": 1}, {"b": 1}] | false
          object.subset | [{"set": [1, 2]}, {"set": [3]}] | false
          object.subset | [[1, 2], {"set": [2]}] | true
          object.subset | [[1, 1], {"set": [1, 2]}] | true
          object.subset | [[1], {"set": []}] | true
          object.subset | [[], {"set": []}] | false
          object.subset | [{"set": [1]}, [1]] | type error: both arguments object.subset must be of the same type or array and set
          """)
  void subsetsAreSoughtInDepth(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }
}
