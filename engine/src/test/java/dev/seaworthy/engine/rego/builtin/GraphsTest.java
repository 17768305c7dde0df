package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphsTest {
  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          walk | [1] | [[[], 1]]
          walk | [{"b": [true], "a": {"set": ["x"]}}] | [[[], {"a": {"x"}, "b": [true]}], [["a"], {"x"}], [["a", "x"], "x"], [["b"], [true]], [["b", 0], true]]
          walk | [[]] | [[[], []]]
          """)
  void everyPartIsWalkedThrough(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          graph.reachable | [{"a": ["b"], "b": {"set": ["c"]}, "c": [], "d": []}, ["a"]] | {"a", "b", "c"}
          graph.reachable | [{"a": ["b", "x"], "b": ["a"]}, {"set": ["a"]}] | {"a", "b"}
          graph.reachable | [{"a": null}, ["a", "z"]] | {"a"}
          graph.reachable | [{}, []] | set()
          graph.reachable | [[], []] | type error: operand 1 must be object but got array
          graph.reachable | [{}, "a"] | type error: operand 2 must be {array, set} but got string
          """)
  void whatCanBeReachedIsFound(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          graph.reachable_paths | [{"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, ["a"]] | {["a", "b", "d"], ["a", "c", "d"]}
          graph.reachable_paths | [{"a": ["b"], "b": ["a"]}, {"set": ["a"]}] | {["a", "b"]}
          graph.reachable_paths | [{"a": ["a"]}, ["a"]] | {["a", "a"]}
          graph.reachable_paths | [{"a": ["x", "b"], "b": ["x"]}, ["a"]] | {["a"], ["a", "b"]}
          graph.reachable_paths | [{"a": []}, ["a", "q"]] | {["a"]}
          graph.reachable_paths | [{}, 1] | type error: operand 2 must be {array, set} but got number
          """)
  void pathsEndWhereNothingNewFollows(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }
}
