package dev.seaworthy.collectors.network.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.NavigableSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraefikRuleTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "Host(`A.example`); Host=a.example",
        "host(\"a\"); Host=a",
        "Host('a'); Host=a",
        "Host(`a`) && PathPrefix(`/x`); Host=a & PathPrefix=/x",
        "PathPrefix(`/x`) && Host(`a`); Host=a & PathPrefix=/x",
        "Host(`a`) || Host(`b`) && Path(`/x`); Host=a | Host=b & Path=/x",
        "(Host(`a`) || Host(`b`)) && Path(`/x`); Host=a & Path=/x | Host=b & Path=/x",
        "Host(`a`, `b`); Host=a | Host=b",
        "!Host(`a`, `b`); !Host=a & !Host=b",
        "Host(`a`) && !Path(`/x`); Host=a & !Path=/x",
        "!(Host(`a`) && !Path(`/x`)); !Host=a | Path=/x",
        "!(Host(`a`) || Path(`/x`)); !Host=a & !Path=/x",
        "!!Host(`a`); Host=a",
        "Host(`a`) || Host(`a`); Host=a",
        "Host(`a`) && PathPrefix(`/`); Host=a",
        "Header(`X-A`, `1`); Header=X-A=1",
        "Query(`mobile`); Query=mobile",
        "PathRegexp(`^/a|b)`); PathRegexp=^/a|b)",
        "PathPrefix(`/a/{id:[0-9]+}`); PathRegexp=/a/{id:[0-9]+}",
        "Path(\"/a\\\"b\"); Path=/a\"b",
      })
  void alternativesOfARule(String rule, String expected) throws UnreadableRuleException {
    assertThat(text(rule)).isEqualTo(expected);
  }

  @Test
  void hostSniOfAnyAsksNothing() throws UnreadableRuleException {
    assertThat(TraefikRule.alternatives("HostSNI(`*`)")).hasSize(1).allMatch(NavigableSet::isEmpty);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "~~; ends too early",
        "Host(`a`; ends too early",
        "Host(`a; has a quote that does not end",
        "Host(`a`) &&; ends too early",
        "Host(`a`) & Path(`/x`); has an unexpected `&` at character 11",
        "Host(a); has an unexpected `a` at character 6",
        "Host(`a`)); has an unexpected `)` at character 10",
        "Host(`a`,); has an unexpected `)` at character 10",
        "Host(); uses `Host` with 0 arguments, which Traefik does not have",
        "Hots(`a`); uses `Hots` with 1 arguments, which Traefik does not have",
        "Header(`a`, `b`, `c`); uses `Header` with 3 arguments, which Traefik does not have",
      })
  void unreadableRules(String rule, String why) {
    assertThatThrownBy(() -> TraefikRule.alternatives(rule))
        .isInstanceOf(UnreadableRuleException.class)
        .hasMessage(why);
  }

  @Test
  void nestingHasALimit() {
    assertThatThrownBy(() -> TraefikRule.alternatives("(".repeat(100_000)))
        .hasMessage("is nested deeper than 64 levels");
    assertThatThrownBy(() -> TraefikRule.alternatives("!".repeat(100_000)))
        .hasMessage("is nested deeper than 64 levels");
  }

  @Test
  void alternativesHaveALimit() {
    String four = "(Host(`a`,`b`,`c`,`d`) || Path(`/a`))";
    assertThatThrownBy(
            () -> TraefikRule.alternatives(four + " && " + four + "&&" + four + "&&" + four))
        .hasMessage("has more than 128 alternatives");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "^/api/.*; /api/",
        "^/api/(a|b); /api/",
        "^/api|/b; ~~",
        "/api; ~~",
        "^/apis?/x; /api",
        "^/api+; /api",
        "^/a\\.b; /a.b",
        "^/a\\d; /a",
        "^/a\\|b$; /a|b",
        "^; ~~",
      })
  void prefixesOfExpressions(String regex, String prefix) {
    assertThat(LiteralPrefix.of(regex)).isEqualTo(prefix);
  }

  private static String text(String rule) throws UnreadableRuleException {
    return TraefikRule.alternatives(rule).stream()
        .map(
            all ->
                all.stream()
                    .map(one -> (one.negated() ? "!" : "") + one.matcher() + "=" + one.value())
                    .sorted(Comparator.comparing(one -> one.replace("!", "")))
                    .collect(Collectors.joining(" & ")))
        .collect(Collectors.joining(" | "));
  }
}
