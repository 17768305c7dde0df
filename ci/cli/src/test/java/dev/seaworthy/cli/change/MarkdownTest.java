package dev.seaworthy.cli.change;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MarkdownTest {
  private static final String CODE = "<code>([\\p{L}\\p{N} /,-]|&#[0-9]+;)*</code>";

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "@everyone look",
        "see #123, !4 and GH-5",
        "[a](javascript:b)",
        "![a](https://example.org/a.png)",
        "<img src=x onerror=y>",
        "a | b \\| c",
        "``` ` `@a",
        "</code>@a",
        "www.example.org https://example.org a@example.org",
        "line\nnext\r\n# heading",
        "*bold* _em_ ~~gone~~ $$x$$ :smile:",
        "&#64;a &lt;b&gt;",
        "deadbeef/repo#1 group!2 %milestone ~label",
      })
  void hostileTextIsOnlyCodeAndPlainWords(String text) {
    assertThat(Markdown.code(text)).matches(CODE);
    assertThat(Markdown.prose(text)).matches("(" + CODE + "|[\\p{L}\\p{N},;.:'’ -])*");
    assertThat(Markdown.prose(text).replaceAll(CODE, ""))
        .doesNotContain("GH-", "www.")
        // Neither a picture's name nor an address: a sign that ends a word alone.
        .doesNotContainPattern(":\\S");
  }

  @Test
  void honestProseStaysReadable() {
    assertThat(Markdown.prose("`a` isn't well named, rename it"))
        .isEqualTo("<code>a</code> isn't well named, rename it");
    assertThat(Markdown.prose("not in the evidence: `a`"))
        .isEqualTo("not in the evidence: <code>a</code>");
  }

  @Test
  void longTextIsCutBetweenCharacters() {
    assertThat(Markdown.code("\uD83D\uDE00".repeat(400)))
        .hasSize("<code>".length() + 300 * "&#128512;".length() + "&#8230;</code>".length());
  }
}
