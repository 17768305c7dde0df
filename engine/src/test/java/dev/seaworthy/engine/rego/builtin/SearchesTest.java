package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchesTest {
  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          indexof | ["a\\uD83D\\uDE00b", "b"] | 2
          indexof | ["abc", "x"] | -1
          indexof | ["éa", "a"] | 1
          indexof | ["abc", ""] | builtin error: empty search character
          indexof | [1, "a"] | type error: operand 1 must be string but got number
          indexof_n | ["aaaa", "aa"] | [0, 1, 2]
          indexof_n | ["\\uD83D\\uDE00a\\uD83D\\uDE00a", "a"] | [1, 3]
          indexof_n | ["abc", "x"] | []
          indexof_n | ["abc", ""] | builtin error: empty search character
          strings.count | ["aaaa", "aa"] | 2
          strings.count | ["aé", ""] | 3
          strings.count | ["", "a"] | 0
          substring | ["a\\uD83D\\uDE00bc", 1, 2] | "😀b"
          substring | ["abc", 1, -1] | "bc"
          substring | ["abc", 5, 1] | ""
          substring | ["abc", 1, 9223372036854775807] | "bc"
          substring | ["abc", -1, 1] | builtin error: negative offset
          substring | ["abc", 0.5, 1] | type error: operand 2 must be integer number but got floating-point number
          """)
  void positionsCountCharacters(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          split | ["a,b,,c", ","] | ["a", "b", "", "c"]
          split | ["abc", ","] | ["abc"]
          split | ["", ","] | [""]
          split | ["a\\uD83D\\uDE00é", ""] | ["a", "😀", "é"]
          split | ["", ""] | []
          split | ["a--b", "--"] | ["a", "b"]
          split | [1, ","] | type error: operand 1 must be string but got number
          strings.split_n | ["a,b,c", ",", 2] | ["a", "b"]
          strings.split_n | ["a,b,c", ",", 0] | []
          strings.split_n | ["a,b,c", ",", -2] | ["b", "c"]
          strings.split_n | ["a,b,c", ",", -9] | ["a", "b", "c"]
          strings.split_n | ["abc", "", 2] | ["a", "b"]
          strings.split_n | ["a,b", ",", 9223372036854775807] | ["a", "b"]
          strings.split_n | ["a,b", ",", 1.5] | type error: operand 3 must be integer number but got floating-point number
          """)
  void textsAreSplit(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          trim | ["xxaxbxx", "x"] | "axb"
          trim | ["éaé\\uD83D\\uDE00", "\\uD83D\\uDE00é"] | "a"
          trim | ["abc", ""] | "abc"
          trim_left | ["xxaxx", "x"] | "axx"
          trim_right | ["xxaxx", "x"] | "xxa"
          trim_prefix | ["aab", "a"] | "ab"
          trim_suffix | ["abb", "b"] | "ab"
          trim_suffix | ["abb", "x"] | "abb"
          trim_space | ["\\u00a0\\t a b \\u3000\\n"] | "a b"
          trim | [1, "a"] | type error: operand 1 must be string but got number
          trim_space | [1] | type error: operand 1 must be string but got number
          """)
  void endsAreTrimmed(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }
}
