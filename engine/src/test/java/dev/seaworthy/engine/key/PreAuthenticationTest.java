package dev.seaworthy.engine.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PreAuthenticationTest {
  /** The example of the DSSE protocol's own text. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"en-US", "ar-EG-u-nu-arab", "fa-IR", "tr-TR", "th-TH-u-nu-thai"})
  void lengthsAreInAsciiInEveryLocale(String locale) {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(locale));
      byte[] signed =
          PreAuthentication.of(
              "http://example.com/HelloWorld", "hello world".getBytes(StandardCharsets.UTF_8));
      assertThat(new String(signed, StandardCharsets.UTF_8))
          .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    } finally {
      Locale.setDefault(before);
    }
  }
}
