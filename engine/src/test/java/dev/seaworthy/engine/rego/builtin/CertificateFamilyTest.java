package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What recorded calls do not show. */
class CertificateFamilyTest {
  private static final String SECRET = "c2VjcmV0IGtleSBtYXRlcmlhbA==";

  /** Self-signed, of a key that was thrown away. */
  private static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBcDCCARWgAwIBAgIUers90lwfVoS66NmW29hUwX7IYKAwCgYIKoZIzj0EAwIw
      DDEKMAgGA1UEAwwBdDAgFw0yNjExMjUxMjU4MTVaGA8yMTI2MTEwMTEyNTgxNVow
      DDEKMAgGA1UEAwwBdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABOA6d5TVIfN3
      vA1HKCXCnFmgsBdarVFIJRO85ni+MbvUkcTpSRzLwumHEywZa7WbWlmHG7OVrB7Z
      Vt/cJthr9OGjUzBRMB0GA1UdDgQWBBRjigeI7zj4eiKOq3fHCibV+fa7lTAfBgNV
      HSMEGDAWgBRjigeI7zj4eiKOq3fHCibV+fa7lTAPBgNVHRMBAf8EBTADAQH/MAoG
      CCqGSM49BAMCA0kAMEYCIQDNLomg7Oue4u0ZMm9b6kqj4Dzuc6v2B1II/CAY9d9G
      JgIhAJd415UCu6fUOAzZBPbP9XjnzWbK5Pl3uMTAwkuDg255
      -----END CERTIFICATE-----
      """;

  @Test
  void theClockIsNotRead() {
    assertThat(Builtins.find("crypto.x509.parse_and_verify_certificates")).isEmpty();
    String pem = "\"" + CERTIFICATE.replace("\n", "\\n") + "\"";
    assertThatThrownBy(
            () -> Calls.call("crypto.x509.parse_and_verify_certificates_with_options", pem, "{}"))
        .hasMessage("'CurrentTime' is missing, and the clock is not read");
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
