package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 10_000,
      textBlock =
          """
        glob.match => ["*.github.com", [], "api.github.com"] => true
        glob.match => ["*.github.com", [], "api.cdn.github.com"] => false
        glob.match => ["*hub.com", null, "api.cdn.github.com"] => true
        glob.match => ["**.github.com", ["."], "api.cdn.github.com"] => true
        glob.match => ["*:github:com", [":"], "api:github:com"] => true
        glob.match => ["?at", [], "cat"] => true
        glob.match => ["?at", ["c"], "cat"] => false
        glob.match => ["[abc]at", [], "bat"] => true
        glob.match => ["[!abc]at", [], "bat"] => false
        glob.match => ["[a-c]at", [], "cat"] => true
        glob.match => ["[!a-c]at", [], "lat"] => true
        glob.match => ["{cat,bat,[fr]at}", [], "rat"] => true
        glob.match => ["{a,}b", [], "b"] => true
        glob.match => ["{a*,b}c", [], "aXc"] => true
        glob.match => ["a\\\\*b", [], "a*b"] => true
        glob.match => ["a,b}", [], "a,b}"] => true
        glob.match => ["a*", [], "a\\nb"] => true
        glob.match => ["a?", ["é"], "aé"] => false
        glob.match => ["{a,b", [], "a"] => ERR glob: syntax error at 4: unclosed `{`
        glob.match => ["[a", [], "a"] => ERR glob: syntax error at 2: unexpected end of input
        glob.match => ["[]", [], "a"] => ERR glob: syntax error at 2: could not parse range
        glob.match => ["[c-a]", [], "a"] => ERR glob: syntax error at 5: range hi character is less than lo
        glob.match => ["a\\\\", [], "a"] => ERR glob: syntax error at 2: trailing backslash
        glob.match => ["a", ["ab"], "a"] => TYPE operand 2 must be array of runes but got array containing string
        glob.match => ["a", [1], "a"] => TYPE operand 2 must be array of strings but got array containing number
        glob.match => ["a", ".", "a"] => TYPE operand 2 must be one of {array, null} but got string
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
        glob.quote_meta => ["*.github.com"] => "\\\\*.github.com"
        glob.quote_meta => ["a?[b]{c}\\\\"] => "a\\\\?\\\\[b\\\\]\\\\{c\\\\}\\\\\\\\"
        glob.quote_meta => ["a,b!-"] => "a,b!-"
        """)
  void quoting(String name, String arguments, String result) {
    assertThat(CallText.of(name, arguments)).isEqualTo(result);
  }
}
