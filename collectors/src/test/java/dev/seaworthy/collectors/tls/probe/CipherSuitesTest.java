package dev.seaworthy.collectors.tls.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CipherSuitesTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "TLS_RSA_WITH_AES_128_GCM_SHA256, 009C, false, false, true, AES_128_GCM_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, C013, true, false, false, AES_128_CBC_SHA",
    "TLS_DH_anon_WITH_RC4_128_MD5, 0018, true, true, false, RC4_128_MD5",
    "TLS_ECDH_RSA_WITH_AES_128_GCM_SHA256, C031, false, false, true, AES_128_GCM_SHA256",
    "TLS_DHE_PSK_WITH_CHACHA20_POLY1305_SHA256, CCAD, true, false, true, CHACHA20_POLY1305_SHA256",
    "TLS_RSA_PSK_WITH_NULL_SHA, 002E, false, false, false, NULL_SHA",
    "TLS_AES_128_CCM_8_SHA256, 1305, true, false, true, AES_128_CCM_8_SHA256",
    "TLS_SHA256_SHA256, C0B4, true, false, false, SHA256_SHA256",
    "SSL_CK_RC4_128_WITH_MD5, 010080, false, false, false, MD5",
  })
  void factsFollowFromTheName(
      String name, String code, boolean secret, boolean anonymous, boolean aead, String data) {
    assertThat(CipherSuites.named(name).orElseThrow().toTree())
        .containsEntry("code", code)
        .containsEntry("forwardSecrecy", secret)
        .containsEntry("anonymous", anonymous)
        .containsEntry("aead", aead)
        .containsEntry("encryption", data);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "SSL_2, 7",
    "SSL_3, 130",
    "TLS_1_0, 130",
    "TLS_1_1, 130",
    "TLS_1_2, 339",
    "TLS_1_3, 15"
  })
  void eachVersionHasItsSuites(ProtocolVersion version, int count) {
    assertThat(CipherSuites.of(version)).hasSize(count);
  }

  @Test
  void aSuiteOfNoRegistryKeepsItsCode() {
    assertThat(CipherSuites.of(0xcc13).name()).isEqualTo("UNREGISTERED_CC13");
  }
}
