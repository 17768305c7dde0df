package dev.seaworthy.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.json.CanonicalJson;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EvidencePatternTest {
  @ParameterizedTest
  @CsvSource({
    "a/b, a/b, true",
    "a/b, a/c, false",
    "a/*, a/b, true",
    "a/*, ab/b, false",
    "a/b:C, a/b, true",
    "a/b:C, a/b:C, true",
    "a/b:C, a/b:D, false",
    "a/b:C, a/e:C, false",
    "a/*, a/b:C, true",
  })
  void patternsOverlapBothWays(String one, String other, boolean overlap) {
    assertThat(EvidencePattern.overlap(one, other)).isEqualTo(overlap);
    assertThat(EvidencePattern.overlap(other, one)).isEqualTo(overlap);
  }

  @ParameterizedTest
  @CsvSource({
    "kubernetes/object, true",
    "kubernetes/*, true",
    "kubernetes/object:Secret, true",
    "kubernetes/object:Service, false",
    "kubernetes/workload:Secret, false",
  })
  void aPatternNamesAPieceOfEvidence(String pattern, boolean names) {
    Evidence secret =
        new Evidence(
            "kubernetes/object",
            new Subject("Secret", "shop", "password"),
            new Source("kubernetes", "a.yaml", 0),
            CanonicalJson.of(Map.of()),
            Locations.wholeFile("a.yaml"));
    assertThat(EvidencePattern.names(pattern, secret)).isEqualTo(names);
  }
}
