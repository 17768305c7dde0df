package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegexesTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 10_000,
      textBlock =
          """
        regex.match => ["^[a-z]+\\\\[[0-9]+\\\\]$", "adam[23]"] => true
        regex.match => ["b.$", "abc"] => true
        regex.match => ["(?i)ABC", "xabcx"] => true
        regex.match => ["^\\\\pL+$", "é"] => true
        regex.match => ["x{{2}", "x{{"] => true
        regex.match => ["(?P<n>a)(?P<n>b)", "ab"] => true
        re_match => ["a\\\\z", "ba"] => true
        regex.match => ["(", "a"] => ERR error parsing regexp: missing closing ): `(`
        regex.match => ["a)", "a"] => ERR error parsing regexp: unexpected ): `a)`
        regex.match => ["a**", "a"] => ERR error parsing regexp: invalid nested repetition operator: `**`
        regex.match => ["(a{100}){11}", "a"] => ERR error parsing regexp: invalid repeat count: `{11}`
        regex.match => ["\\\\ß", "ß"] => ERR error parsing regexp: invalid escape sequence: `\\ß`
        regex.match => ["[\\\\ß]", "ß"] => ERR error parsing regexp: invalid escape sequence: `\\ß`
        regex.match => ["\\\\Qß\\\\E", "ß"] => true
        regex.match => [1, "a"] => TYPE operand 1 must be string but got number
        regex.is_valid => ["a+"] => true
        regex.is_valid => ["a(?=b)"] => false
        regex.is_valid => [1] => false
        """)
  void whatMatches(String name, String arguments, String result) {
    assertThat(CallText.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 10_000,
      textBlock =
          """
        regex.find_n => ["a.", "paranormal", -1] => ["ar", "an", "al"]
        regex.find_n => ["a.", "paranormal", 1] => ["ar"]
        regex.find_n => ["a*", "baac", -1] => ["", "aa", ""]
        regex.find_n => ["", "😀é", -1] => ["", "", ""]
        regex.find_n => ["a", "aa", 0] => []
        regex.find_n => ["(?m)^.", "a\\nb", -1] => ["a", "b"]
        regex.find_n => ["a", "a", 1.5] => TYPE operand 3 must be integer number but got floating-point number
        regex.find_all_string_submatch_n => ["a(x*)b(y|z)?c", "-axxbyc-abzc-abc-", -1] => [["axxbyc", "xx", "y"], ["abzc", "", "z"], ["abc", "", ""]]
        regex.find_all_string_submatch_n => ["(a)|(b)", "ab", -1] => [["a", "a", ""], ["b", "", "b"]]
        regex.find_all_string_submatch_n => ["(?:a..$|a)(b?)", "abXY", -1] => [["ab", "b"]]
        regex.split => ["a", "banana"] => ["b", "n", "n", ""]
        regex.split => ["", "abc"] => ["a", "b", "c"]
        regex.split => ["a*", "baac"] => ["b", "c"]
        regex.split => ["x", ""] => [""]
        regex.split => ["^a", "ab"] => ["", "b"]
        """)
  void whatIsFound(String name, String arguments, String result) {
    assertThat(CallText.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 10_000,
      textBlock =
          """
        regex.replace => ["foo bar", "(\\\\w+) (\\\\w+)", "$2 ${1}x $1x $$ $"] => "bar foox  $ $"
        regex.replace => ["xay", "(?P<n>a){0,2}", "[$1|$n]"] => "[|]x[a|a]y[|]"
        regex.replace => ["abc", "(?P<first>a)", "<$first>"] => "<a>bc"
        regex.replace => ["baac", "a*", "-"] => "-b-c-"
        regex.replace => ["abc", "b", "$01"] => "ac"
        regex.replace => ["abc", "x", "y"] => "abc"
        regex.replace => ["é😀", ".", "$0."] => "é.😀."
        """)
  void whatIsReplaced(String name, String arguments, String result) {
    assertThat(CallText.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 10_000,
      textBlock =
          """
        regex.template_match => ["urn:foo:{.*}", "urn:foo:bar:baz", "{", "}"] => true
        regex.template_match => ["urn:foo.{[0-9]+}", "urn:foox1", "{", "}"] => false
        regex.template_match => ["a{", "a", "{", "}"] => ERR unbalanced braces in "a{"
        regex.template_match => ["a", "a", "<<", ">"] => ERR start delimiter has to be exactly one character long but is 2 long
        """)
  void templates(String name, String arguments, String result) {
    assertThat(CallText.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 10_000,
      textBlock =
          """
        regex.globs_match => ["a.a.[0-9]+z", ".b.b2359825792*594823z"] => true
        regex.globs_match => ["[a-z]+", "[0-9]*"] => false
        regex.globs_match => ["abc*", "ab"] => false
        regex.globs_match => ["a\\\\*", "a."] => true
        regex.globs_match => ["[a-", "a"] => ERR input:[a-, pos:3, range character '-' must be followed by a Unicode character: the input provided is invalid
        regex.globs_match => ["*", "a"] => ERR input:*, pos:1, flag '*' must be preceded by a non-flag: the input provided is invalid
        """)
  void globsThatHaveATextInCommon(String name, String arguments, String result) {
    assertThat(CallText.of(name, arguments)).isEqualTo(result);
  }
}
