package dev.seaworthy.collectors.tls.openssl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CipherStringTest {
  @ParameterizedTest
  @CsvSource({
    "ECDHE-RSA-AES128-GCM-SHA256, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "ECDHE-ECDSA-CHACHA20-POLY1305, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    "AES128-SHA, TLS_RSA_WITH_AES_128_CBC_SHA",
    "kRSA+AESGCM, TLS_RSA_WITH_AES_256_GCM_SHA384 TLS_RSA_WITH_AES_128_GCM_SHA256",
    "AES128-SHA:AES256-SHA:@STRENGTH, TLS_RSA_WITH_AES_256_CBC_SHA TLS_RSA_WITH_AES_128_CBC_SHA",
    "AES256-SHA:AES128-SHA:+AES256, TLS_RSA_WITH_AES_128_CBC_SHA TLS_RSA_WITH_AES_256_CBC_SHA",
    "AES128-SHA:AES256-SHA:-AES128:AES128-SHA, TLS_RSA_WITH_AES_256_CBC_SHA"
        + " TLS_RSA_WITH_AES_128_CBC_SHA",
    "AES128-SHA:AES256-SHA:!AES128:AES128-SHA, TLS_RSA_WITH_AES_256_CBC_SHA",
    "aNULL+AESGCM+AES128, ''",
    "NULL-SHA:@SECLEVEL=0, TLS_RSA_WITH_NULL_SHA",
    "AES128-SHA:@SECLEVEL=3, ''",
    "NO-SUCH-SUITE, ''",
  })
  void suitesComeInTheirOrder(String text, String suites) {
    assertThat(CipherString.read(text).map(one -> String.join(" ", one.suites()))).hasValue(suites);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HIGH:@NONE", "HIGH/LOW", "@SECLEVEL=6", "HIGH:!", "SUITEB128"})
  void whatOpenSslRefusesIsNotRead(String text) {
    assertThat(CipherString.read(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ECDHE+AESGCM:DES-CBC3-SHA:RC4, 'DES-CBC3-SHA,RC4'",
    "MEDIUM:!RC4:!3DES, MEDIUM",
    "HIGH:!aNULL:!MD5:!RC4, ''",
    "HIGH:+3DES, ''",
    "kRSA+3DES, kRSA+3DES",
  })
  void wordsOfOldBuildsAreToldWhereTheyAreAskedFor(String text, String old) {
    assertThat(CipherString.read(text).map(one -> String.join(",", one.old()))).hasValue(old);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALL", "DEFAULT", "HIGH:!aNULL:!MD5"})
  void noSuiteStandsTwice(String text) {
    List<String> suites = CipherString.read(text).orElseThrow().suites();
    assertThat(suites).isNotEmpty().doesNotHaveDuplicates();
  }
}
