package dev.seaworthy.engine.policy.framework;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.policy.framework.Coverage.Judged;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P-1 proves the requirement where it is said to, S-1 supports it. */
class CoverageTest {
  @ParameterizedTest(name = "proved by `{0}`, supported by `{1}`, results `{2}`: {3}")
  @CsvSource({
    "P-1, S-1, P-1=pass S-1=pass, PROVEN",
    "P-1, '', P-1=pass, PROVEN",
    "P-1, '', P-1=waived, EXCEPTED",
    "P-1, '', P-1=not-applicable, EXCEPTED",
    "P-1, S-1, P-1=not-applicable S-1=pass, SUPPORTED",
    "P-1, S-1, P-1=pass S-1=not-applicable, PROVEN",
    "P-1, S-1, P-1=pass S-1=waived, EXCEPTED",
    "P-1, S-1, P-1=pass S-1=fail, FAILING",
    "P-1, S-1, P-1=unknown S-1=fail, FAILING",
    "P-1, S-1, P-1=pass S-1=unknown, UNKNOWN",
    "P-1, S-1, P-1=pass, UNKNOWN",
    "P-1 P-2, '', P-1=pass, UNKNOWN",
    "'', S-1, S-1=pass, SUPPORTED",
    "'', S-1, S-1=waived, EXCEPTED",
    "'', S-1, '', UNKNOWN",
    "'', '', P-1=pass S-1=pass, NOT_PROVABLE",
  })
  void aRequirementStandsAsItsControlsDo(
      String provedBy, String supportedBy, String results, Standing standing) {
    Requirement requirement =
        new Requirement(
            "R",
            "it",
            words(provedBy),
            words(supportedBy),
            List.of(),
            provedBy.isEmpty() ? "more" : "");
    assertThat(coverage(requirement, judged(results)).rows().get(0).standing()).isEqualTo(standing);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "A-1=pass B-1=pass, PASS",
    "A-1=waived B-1=not-applicable, PASS",
    "A-1=pass B-1=unknown, UNKNOWN",
    "A-1=pass, UNKNOWN",
    "A-1=fail B-1=unknown, FAIL",
  })
  void whatFailsGoesBeforeWhatIsUnknownAndWhatCannotBeProvenCountsForNeither(
      String results, Status status) {
    Framework framework =
        framework(
            new Requirement("1", "it", List.of("A-1"), List.of(), List.of(), ""),
            new Requirement("2", "it", List.of(), List.of("B-1"), List.of(), "more"),
            new Requirement("3", "it", List.of(), List.of(), List.of(), "all"));
    assertThat(Coverage.of(framework, judged(results)).status()).isEqualTo(status);
  }

  @Test
  void whatIsMissingIsToldOfTheRequirementAndOfEachControlThatCouldNotTell() {
    Requirement requirement =
        new Requirement("R", "it", List.of(), List.of("S-1", "S-2"), List.of("N-1"), "more");
    Coverage coverage =
        coverage(
            requirement, Map.of("S-1", new Judged(Status.UNKNOWN, List.of("there is no record"))));
    assertThat(coverage.rows().get(0).missing())
        .containsExactly(
            "more",
            "N-1: no bundle judges it yet",
            "S-1: there is no record",
            "S-2: not in this verdict");
  }

  @ParameterizedTest(name = "{0} and {1} is {2}")
  @CsvSource({
    "pass, fail, fail",
    "unknown, fail, fail",
    "unknown, waived, unknown",
    "pass, waived, waived",
    "not-applicable, pass, pass",
  })
  void ofControlsThatShareAnIdTheWorstCounts(String one, String other, String worst) {
    assertThat(result(one).and(result(other)).status()).isEqualTo(status(worst));
    assertThat(result(other).and(result(one)).status()).isEqualTo(status(worst));
  }

  private static Judged result(String status) {
    return new Judged(status(status), List.of());
  }

  private static Coverage coverage(Requirement requirement, Map<String, Judged> judged) {
    return Coverage.of(framework(requirement), judged);
  }

  private static Framework framework(Requirement... requirements) {
    return new Framework(
        "test", "Test", "1", "2026", "https://test.invalid", "all", List.of(requirements));
  }

  /** {@code A-1=pass B-1=fail}. */
  private static Map<String, Judged> judged(String results) {
    Map<String, Judged> judged = new TreeMap<>();
    for (String result : words(results)) {
      List<String> parts = Splitter.on('=').splitToList(result);
      judged.put(parts.get(0), new Judged(status(parts.get(1)), List.of()));
    }
    return judged;
  }

  private static Status status(String id) {
    return Status.parse(id).orElseThrow();
  }

  private static List<String> words(String text) {
    return Splitter.on(' ').omitEmptyStrings().splitToList(text);
  }
}
