package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StringsTest {
  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          contains | ["abc", "bc"] | true
          contains | ["abc", ""] | true
          startswith | ["abc", "ab"] | true
          endswith | ["abc", "bc"] | true
          endswith | ["abc", "x"] | false
          contains | [1, "a"] | type error: operand 1 must be string but got number
          contains | ["a", 1] | type error: operand 2 must be string but got number
          strings.any_prefix_match | ["abc", ["x", "ab"]] | true
          strings.any_prefix_match | [["abc", "xyz"], "xy"] | true
          strings.any_prefix_match | [{"set": ["abc"]}, {"set": ["b", ""]}] | true
          strings.any_prefix_match | [["abc", "ab"], ["abcd", "b"]] | false
          strings.any_prefix_match | [[], ["a"]] | false
          strings.any_prefix_match | ["a", [1]] | type error: operand 2 must be array of strings but got array containing number
          strings.any_prefix_match | [1, "a"] | type error: operand 1 must be one of {string, set, array} but got number
          strings.any_prefix_match | ["a", {}] | type error: operand 2 must be one of {string, set, array} but got object
          strings.any_suffix_match | ["abc", ["x", "bc"]] | true
          strings.any_suffix_match | [["abc", "a\\uD83D\\uDE00"], ["\\uD83D\\uDE00"]] | true
          strings.any_suffix_match | [[null], "a"] | type error: operand 1 must be array of strings but got array containing null
          """)
  void textsAreCompared(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          concat | [", ", ["a", "b", "c"]] | "a, b, c"
          concat | ["-", {"set": ["b", "a"]}] | "a-b"
          concat | ["-", []] | ""
          concat | ["-", ["a", 1]] | type error: operand 2 must be array of strings but got array containing number
          concat | ["-", {"set": [1]}] | type error: operand 2 must be set of strings but got set containing number
          concat | ["-", "a"] | type error: operand 2 must be one of {set, array} but got string
          concat | [1, []] | type error: operand 1 must be string but got number
          lower | ["ÀÉ ŞΣ İ ABC"] | "àé şσ i abc"
          upper | ["straße ŉ ǆ éабв"] | "STRAßE ŉ Ǆ ÉАБВ"
          lower | [1] | type error: operand 1 must be string but got number
          strings.reverse | ["aé\\uD83D\\uDE00"] | "😀éa"
          """)
  void textsAreJoinedAndTurned(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          format_int | [255, 16] | "ff"
          format_int | [-255, 2] | "-11111111"
          format_int | [8, 8] | "10"
          format_int | [1.0, 10] | "1"
          format_int | [15.9, 16] | "f"
          format_int | [-15.9, 16] | "-f"
          format_int | [18446744073709551617, 10] | "18446744073709551617"
          format_int | [1e30, 10] | "1000000000000000000024696061952"
          format_int | [10, 3] | type error: operand 2 must be one of {2, 8, 10, 16}
          format_int | [10, 10.0] | type error: operand 2 must be one of {2, 8, 10, 16}
          format_int | ["a", 10] | type error: operand 1 must be number but got string
          """)
  void integersAreWrittenInFourBases(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          replace | ["aaa", "aa", "b"] | "ba"
          replace | ["ab", "", "-"] | "-a-b-"
          replace | ["abc", "b", ""] | "ac"
          replace | [1, "b", ""] | type error: operand 1 must be string but got number
          strings.replace_n | [{"a": "b", "b": "c"}, "aabb"] | "bbcc"
          strings.replace_n | [{"ab": "X", "a": "Y"}, "abab"] | "YbYb"
          strings.replace_n | [{"": "-", "b": "c"}, "abb"] | "-a-c-c-"
          strings.replace_n | [{}, "abb"] | "abb"
          strings.replace_n | [{"a": 1}, "abb"] | type error: operand 1 non-string value found in pattern object
          strings.replace_n | [{"a": "b"}, 1] | type error: operand 2 must be string but got number
          """)
  void textsAreReplacedFromLeftToRight(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }
}
