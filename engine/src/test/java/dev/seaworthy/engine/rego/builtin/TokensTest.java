package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What recorded calls do not show: signatures that OPA makes differently each time. */
class TokensTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "ES256, ec-test-key", "ES384, ec-test-key", "ES512, ec-test-key",
    "PS256, rsa-test-key", "PS384, rsa-test-key", "PS512, rsa-test-key",
  })
  void signaturesAreTheSameEachTimeAndGood(String algorithm, String key) {
    String header = "{\"alg\": \"%s\"}".formatted(algorithm);
    String privateKey = Calls.resource(key + ".json");
    String publicKey = Calls.quoted(Calls.resource(key + ".pub.json"));
    String token = Calls.call("io.jwt.encode_sign", header, "{\"a\": 1}", privateKey);
    String again = Calls.call("io.jwt.encode_sign", header, "{\"a\": 1}", privateKey);
    String verify = "io.jwt.verify_" + algorithm.toLowerCase(Locale.ROOT);
    assertThat(again).isEqualTo(token);
    assertThat(Calls.call(verify, token, publicKey)).isEqualTo("true");
  }

  @Test
  void aTokenThatExpiresNeedsATime() {
    String token =
        Calls.call(
            "io.jwt.encode_sign",
            "{\"alg\": \"HS256\"}",
            "{\"exp\": 5}",
            "{\"kty\": \"oct\", \"k\": \"c2VjcmV0\"}");
    assertThatThrownBy(() -> Calls.call("io.jwt.decode_verify", token, "{\"secret\": \"secret\"}"))
        .hasMessage("token time constraint: `time` is missing, and the clock is not read");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'{\"kty\": \"oct\", \"k\": \"!secret!\"}'",
        "'{\"kty\": \"RSA\", \"n\": \"!secret!\", \"e\": \"AQAB\"}'",
        "'{\"kty\": \"EC\", \"crv\": \"P-256\", \"x\": \"secret\", \"y\": \"secret\"}'",
      })
  void aBadKeyIsNotShown(String key) {
    assertThatThrownBy(() -> Calls.call("io.jwt.encode_sign", "{\"alg\": \"HS256\"}", "{}", key))
        .message()
        .doesNotContain("secret");
  }
}
