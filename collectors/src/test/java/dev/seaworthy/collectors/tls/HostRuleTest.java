package dev.seaworthy.collectors.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostRuleTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "Host(`a.example`);a.example",
        "Host(`A.example`) || Host(`b.example`) && PathPrefix(`/web`);a.example b.example",
        "Host(`a.example`, `b.example`);a.example b.example",
        "Host(\"a.example\");a.example",
        "(Host(`a.example`) || Host(`b.example`)) && PathPrefix(`/(x)`);a.example b.example",
        "Host(`a.example`) && !Host(`b.example`);a.example",
        "Host(`a.example`) && !(Host(`b.example`) || Path(`/x`));a.example",
        "!(!Host(`a.example`));a.example",
        "HostRegexp(`.+\\.example`);~~",
        "HostSNI(`a.example`);~~",
        "PathPrefix(`Host(x)`);~~",
        "PathPrefix(`/a`);~~",
        "Host(`a.example;~~",
        "Host(;~~",
        ")));~~",
        "~~;~~",
      })
  void hostsOfARule(String rule, String hosts) {
    assertThat(String.join(" ", HostRule.hosts(rule))).isEqualTo(hosts);
  }
}
