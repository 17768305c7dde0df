package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 10_000,
      textBlock =
          """
        urlquery.encode => ["a b/é&=?~"] => "a+b%2F%C3%A9%26%3D%3F~"
        urlquery.decode => ["a+b%2F%C3%A9"] => "a b/é"
        urlquery.decode => ["%zz"] => ERR invalid URL escape "%zz"
        urlquery.decode => ["%4"] => ERR invalid URL escape "%4"
        urlquery.encode_object => [{"b": "x y", "a": ["1", "2"]}] => "a=1&a=2&b=x+y"
        urlquery.encode_object => [{"a": 1}] => TYPE operand 1 values must be string, array[string], or set[string]
        urlquery.encode_object => [[1]] => TYPE operand 1 must be object but got array
        urlquery.decode_object => ["a=1&b=%20&a=2&c&&=d"] => {"": ["d"], "a": ["1", "2"], "b": [" "], "c": [""]}
        urlquery.decode_object => ["a=1;b=2"] => ERR invalid semicolon separator in query
        urlquery.decode_object => ["a=%z"] => ERR invalid URL escape "%z"
        """)
  void queries(String name, String arguments, String result) {
    assertThat(CallText.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 10_000,
      textBlock =
          """
        uri.parse => ["https://user:pw@example.com:8080/a%2Fb/c?q=1&r#frag"] => {"fragment": "frag", "hostname": "example.com", "path": "/a/b/c", "port": "8080", "raw_path": "/a%2Fb/c", "raw_query": "q=1&r", "scheme": "https"}
        uri.parse => ["HTTP://[::1]:80/"] => {"hostname": "::1", "path": "/", "port": "80", "raw_path": "/", "scheme": "http"}
        uri.parse => ["http://[fe80::1%25en0]/"] => {"hostname": "fe80::1%en0", "path": "/", "raw_path": "/", "scheme": "http"}
        uri.parse => ["//host/path"] => {"hostname": "host", "path": "/path", "raw_path": "/path"}
        uri.parse => ["/only/path"] => {"path": "/only/path", "raw_path": "/only/path"}
        uri.parse => ["mailto:a@b"] => {"scheme": "mailto"}
        uri.parse => ["a%20b"] => {"path": "a b", "raw_path": "a b"}
        uri.parse => ["*"] => {"path": "*", "raw_path": "*"}
        uri.parse => ["http://a b/"] => ERR parse "http://a b/": invalid character " " in host name
        uri.parse => ["http://x:y/"] => ERR parse "http://x:y/": invalid port ":y" after host
        uri.parse => ["http://a:1:2/"] => ERR parse "http://a:1:2/": invalid port ":1:2" after host
        uri.parse => [":x"] => ERR parse ":x": missing protocol scheme
        uri.parse => ["a:b/c"] => {"scheme": "a"}
        uri.parse => ["1a:b"] => ERR parse "1a:b": first path segment in URL cannot contain colon
        uri.parse => ["http://[::1"] => ERR parse "http://[::1": missing ']' in host
        uri.parse => ["http://[1.2.3.4]/"] => ERR parse "http://[1.2.3.4]/": invalid IP-literal
        uri.parse => ["/%zz"] => ERR parse "/%zz": invalid URL escape "%zz"
        uri.parse => ["/a b"] => {"path": "/a b", "raw_path": "/a b"}
        uri.parse => ["x?"] => {"path": "x", "raw_path": "x"}
        uri.parse => ["#%zz"] => ERR parse "#%zz": invalid URL escape "%zz"
        uri.parse => ["http://ex%41mple/"] => ERR parse "http://ex%41mple/": invalid URL escape "%41"
        uri.is_valid => [""] => false
        uri.is_valid => ["/"] => true
        uri.is_valid => ["http://%"] => false
        uri.is_valid => ["x"] => true
        uri.is_valid => [1] => false
        """)
  void urls(String name, String arguments, String result) {
    assertThat(CallText.of(name, arguments)).isEqualTo(result);
  }
}
