package dev.seaworthy.collectors.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainUrlTest {
  @ParameterizedTest
  @CsvSource({
    "https://u:p@x.example/a?token=s#f, https://x.example/a",
    "https://u:p@ss@x.example/a, https://x.example/a",
    "https://u:p@x.example, https://x.example",
    "git+ssh://git@x.example/a.git@main, git+ssh://x.example/a.git@main",
    "https://x.example/@scope/a, https://x.example/@scope/a",
    "file:///a@b/c, file:///a@b/c",
  })
  void noPartOfWhatMayBeASecretIsLeft(String url, String plain) {
    assertThat(PlainUrl.of(url)).isEqualTo(plain);
  }
}
