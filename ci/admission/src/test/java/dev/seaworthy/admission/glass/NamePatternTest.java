package dev.seaworthy.admission.glass;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamePatternTest {
  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource({
    "web, web, true",
    "web, web-1, false",
    "web, '', false",
    "*, web, true",
    "*, '', true",
    "web-*, web-1, true",
    "web-*, web-, true",
    "web-*, web, false",
    "*-1, web-1, true",
    "a*b*c, a-b-c, true",
    "a*b*c, abc, true",
    "a*b*c, acb, false",
    "a*a, a, false",
    "a*b*b, ab, false",
    "web.*, webx1, false",
    "**, x, true"
  })
  void aStarStandsForAnyText(String pattern, String name, boolean matches) {
    assertThat(NamePattern.matches(pattern, name)).isEqualTo(matches);
  }

  @Test
  void manyStarsTakeNoLongerThanThereIsText() {
    String pattern = "*a".repeat(126);
    assertThat(NamePattern.matches(pattern + "b", "a".repeat(253))).isFalse();
    assertThat(NamePattern.matches(pattern, "a".repeat(253))).isTrue();
  }
}
