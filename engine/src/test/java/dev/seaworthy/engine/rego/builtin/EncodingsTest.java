package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingsTest {
  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          base64.encode | ["aé"] | "YcOp"
          base64url.encode | ["<<??>>"] | "PDw_Pz4-"
          base64url.encode_no_pad | ["a"] | "YQ"
          hex.encode | ["aé"] | "61c3a9"
          base64.encode | [1] | type error: operand 1 must be string but got number
          """)
  void bytesBecomeText(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          base64.decode | ["YcOp"] | "aé"
          base64.decode | ["Y\\nQ=\\r\\n="] | "a"
          base64.decode | ["YR=="] | "a"
          base64.decode | ["/w=="] | "\\xff"
          base64.decode | ["YWH/w6k="] | "aa\\xffé"
          base64url.decode | ["PDw_Pz4-"] | "<<??>>"
          base64url.decode | ["YQ"] | "a"
          base64url.decode | ["YWI"] | "ab"
          hex.decode | ["61C3a9"] | "aé"
          hex.decode | ["ff00"] | "\\xff\\x00"
          """)
  void textBecomesBytes(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          base64.decode | ["YQ"] | builtin error: illegal base64 data at input byte 0
          base64.decode | ["YQ="] | builtin error: illegal base64 data at input byte 3
          base64.decode | ["Y==="] | builtin error: illegal base64 data at input byte 1
          base64.decode | ["YQ==YQ=="] | builtin error: illegal base64 data at input byte 4
          base64.decode | ["YQ=x"] | builtin error: illegal base64 data at input byte 2
          base64.decode | ["Y-Q="] | builtin error: illegal base64 data at input byte 1
          base64url.decode | ["Y"] | builtin error: illegal base64url string: Y
          base64url.decode | ["YQ=="] | "a"
          base64url.decode | ["Y+Q="] | builtin error: illegal base64 data at input byte 1
          hex.decode | ["abc"] | builtin error: encoding/hex: odd length hex string
          hex.decode | ["zz"] | builtin error: encoding/hex: invalid byte: U+007A 'z'
          hex.decode | ["\\u0007"] | builtin error: encoding/hex: invalid byte: U+0007
          hex.decode | ["é"] | builtin error: encoding/hex: invalid byte: U+00C3 'Ã'
          base64.is_valid | ["YQ=="] | true
          base64.is_valid | ["YQ"] | false
          base64.is_valid | [1] | false
          """)
  void malformedTextIsAnError(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }
}
