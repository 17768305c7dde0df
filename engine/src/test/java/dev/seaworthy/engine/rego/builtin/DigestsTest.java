package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestsTest {
  @ParameterizedTest
  @CsvSource({
    "crypto.md5, d41d8cd98f00b204e9800998ecf8427e",
    "crypto.sha1, da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "crypto.sha256, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  })
  void hashOfNothing(String name, String hash) {
    assertThat(Calls.call(name, "\"\"")).isEqualTo('"' + hash + '"');
  }

  @ParameterizedTest
  @CsvSource({
    "crypto.hmac.md5, 74e6f7298a9c2d168935f58c001bad88",
    "crypto.hmac.sha1, fbdb1d1b18aa6c08324b7d64b71fb76370690e1d",
    "crypto.hmac.sha256, b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad",
  })
  void keyedHashOfNothingWithAnEmptyKey(String name, String hash) {
    assertThat(Calls.call(name, "\"\"", "\"\"")).isEqualTo('"' + hash + '"');
  }

  @Test
  void onlyTextIsHashed() {
    assertThatThrownBy(() -> Calls.call("crypto.hmac.sha256", "\"a\"", "1"))
        .hasMessage("operand 2 must be string but got number");
  }
}
