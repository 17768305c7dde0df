package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What recorded calls do not show. */
class CertificateFamilyTest {
  private static final String SECRET = "c2VjcmV0IGtleSBtYXRlcmlhbA==";

  @Test
  void theClockIsNotRead() {
    assertThat(Builtins.find("crypto.x509.parse_and_verify_certificates")).isEmpty();
    // Where there is no certificate, OPA answers before it looks at a clock.
    assertThat(
            String.valueOf(
                Calls.call("crypto.x509.parse_and_verify_certificates_with_options", "\"\"", "{}")))
        .isEqualTo("[false, []]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"})
  void aDamagedKeyIsNotShown(String type) {
    String pem = "\"-----BEGIN %s-----\\n%s\\n-----END %s-----\\n\"".formatted(type, SECRET, type);
    assertThatThrownBy(() -> Calls.call("crypto.parse_private_keys", pem))
        .message()
        .doesNotContain("secret", SECRET);
  }

  @Test
  void aChainNeedsTwoCertificates() {
    assertThat(
            Calls.call(
                "crypto.x509.parse_and_verify_certificates_with_options",
                "\"\"",
                "{\"CurrentTime\": 0}"))
        .isEqualTo("[false, []]");
  }
}
