package dev.seaworthy.engine.verdict;

import static dev.seaworthy.engine.verdict.Samples.NOW;
import static dev.seaworthy.engine.verdict.Samples.assessment;
import static dev.seaworthy.engine.verdict.Samples.gap;
import static dev.seaworthy.engine.verdict.Samples.judge;
import static dev.seaworthy.engine.verdict.Samples.release;
import static dev.seaworthy.engine.verdict.Samples.snapshot;
import static dev.seaworthy.engine.verdict.Samples.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.NotApplicable;
import dev.seaworthy.engine.policy.Outcome;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.policy.Waiver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AssessorTest {
  private static final Subject ANY = new Subject("", "", "");

  @Test
  void nothingWrongIsAPass() throws Exception {
    assertThat(judge(thing("a", false)).status()).isEqualTo(Status.PASS);
  }

  @Test
  void aFindingIsAFailThatSaysWhatAndHow() throws Exception {
    Verdict verdict = judge(thing("a", true), thing("b", false));
    Finding finding = verdict.results().get(0).outcome().findings().get(0);
    assertThat(verdict.status()).isEqualTo(Status.FAIL);
    assertThat(finding.message()).isEqualTo("`a` is bad");
    assertThat(finding.fix()).isEqualTo("mend `a` in a.yaml");
    assertThat(finding.subject()).hasToString("Thing harbor/a");
  }

  @Test
  void noEvidenceIsUnknown() throws Exception {
    assertThat(judge().status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void aGapThatMayHideEvidenceIsUnknown() throws Exception {
    assertThat(judge(thing("a", false), gap("test/*")).status()).isEqualTo(Status.UNKNOWN);
    assertThat(judge(thing("a", false), gap()).status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void aGapElsewhereChangesNothing() throws Exception {
    assertThat(judge(thing("a", false), gap("other/*")).status()).isEqualTo(Status.PASS);
  }

  @Test
  void aFailStaysAFailBesideAGap() throws Exception {
    Verdict verdict = judge(thing("a", true), gap());
    assertThat(verdict.status()).isEqualTo(Status.FAIL);
    assertThat(verdict.results().get(0).outcome().doubts()).hasSize(1);
  }

  @Test
  void whatThePolicyCouldNotTellIsUnknown() throws Exception {
    Verdict verdict = judge(thing("a", Map.of("name", "a", "doubtful", true)));
    assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void aPolicyThatBreaksTheContractOfFindingsIsUnknown() throws Exception {
    Verdict verdict = judge(thing("a", Map.of("name", "a", "malformed", true)));
    assertThat(verdict.results().get(0).outcome().doubts())
        .extracting(Doubt::problem)
        .extracting(problem -> problem.code())
        .containsExactly("POLICY_MALFORMED");
  }

  @Test
  void aWaiverThatHoldsWaivesAndShows() throws Exception {
    Verdict verdict = judgeWith(waiver(NOW.plusSeconds(1), "", ANY), thing("a", true));
    assertThat(verdict.status()).isEqualTo(Status.PASS);
    assertThat(verdict.results().get(0).outcome()).isInstanceOf(Outcome.Waived.class);
    assertThat(verdict.validUntil()).isEqualTo(NOW.plusSeconds(1));
  }

  @Test
  void aWaiverHasEndedAtTheVeryInstantOfItsExpiry() throws Exception {
    assertThat(judgeWith(waiver(NOW, "", ANY), thing("a", true)).status()).isEqualTo(Status.FAIL);
  }

  @Test
  void aWaiverForAnotherSubjectOrRuleWaivesNothing() throws Exception {
    Instant later = NOW.plusSeconds(60);
    Subject other = new Subject("Thing", "harbor", "b");
    assertThat(judgeWith(waiver(later, "", other), thing("a", true)).status())
        .isEqualTo(Status.FAIL);
    assertThat(judgeWith(waiver(later, "worse", ANY), thing("a", true)).status())
        .isEqualTo(Status.FAIL);
  }

  @Test
  void aControlDeclaredNotApplicableIsNotEvaluated() throws Exception {
    Release release =
        release(List.of(), List.of(new NotApplicable("T-01", "no things here", "me")));
    Verdict verdict = judge(assessment(snapshot(thing("a", true)), release));
    assertThat(verdict.results().get(0).status()).isEqualTo(Status.NOT_APPLICABLE);
  }

  @Test
  void failuresBelowTheThresholdAreShownAndDoNotFailTheVerdict() throws Exception {
    Assessment base = assessment(snapshot(thing("a", true)), release(List.of(), List.of()));
    Verdict verdict = judge(with(base, Set.of(), Map.of(), Severity.CRITICAL));
    assertThat(verdict.status()).isEqualTo(Status.PASS);
    assertThat(verdict.results().get(0).status()).isEqualTo(Status.FAIL);
  }

  @Test
  void evidenceThatExpiresBoundsTheVerdict() throws Exception {
    Instant expiry = NOW.plus(Duration.ofHours(1));
    Verdict verdict = judge(thing("a", Map.of("name", "a", "expires", expiry.getEpochSecond())));
    assertThat(verdict.validUntil()).isEqualTo(expiry);
  }

  @Test
  void anUnknownControlIsRefusedWithASuggestion() {
    Assessment base = assessment(snapshot(thing("a", true)), release(List.of(), List.of()));
    assertThatThrownBy(() -> judge(with(base, Set.of("T-1"), Map.of(), Severity.LOW)))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("did you mean `T-01`?");
  }

  @Test
  void anUnknownParameterIsRefused() {
    Assessment base = assessment(snapshot(thing("a", true)), release(List.of(), List.of()));
    Map<String, CanonicalJson> set = Map.of("limit", CanonicalJson.of(1));
    assertThatThrownBy(() -> judge(with(base, Set.of(), set, Severity.LOW)))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("`limit`");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theSameEvidenceGivesTheSameBytesWhateverTheWeather(long seed) throws Exception {
    Random random = new Random(seed);
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      observations.add(thing("t" + random.nextInt(40), random.nextBoolean()));
    }
    String first = bytes(observations, 1);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      Collections.shuffle(observations, random);
      assertThat(bytes(observations, 2)).isEqualTo(first);
      assertThat(bytes(observations, 8)).isEqualTo(first);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  static LongStream seeds() {
    return LongStream.of(7, 20261124);
  }

  @Test
  void fingerprintsAreUniqueAndDoNotMoveWithNeighbours() throws Exception {
    Map<String, Object> one = Map.of("name", "x", "bad", true);
    Map<String, Object> other = Map.of("name", "y", "bad", false);
    String alone = print(judge(thing("a", Map.of("name", "a", "items", List.of(one)))));
    String second = print(judge(thing("a", Map.of("name", "a", "items", List.of(other, one)))));
    assertThat(second).isEqualTo(alone);
    Verdict twice = judge(thing("a", true), thing("a", true));
    assertThat(twice.results().get(0).outcome().findings())
        .extracting(Finding::fingerprint)
        .doesNotHaveDuplicates()
        .hasSize(2);
  }

  private static String print(Verdict verdict) {
    return verdict.results().get(0).outcome().findings().get(0).fingerprint();
  }

  private static String bytes(List<Observation> observations, int threads) throws Exception {
    Observation[] all = observations.toArray(Observation[]::new);
    Assessment assessment = assessment(snapshot(all), release(List.of(), List.of()));
    return VerdictJson.of(judge(assessment, threads)).toString();
  }

  private static Verdict judgeWith(Waiver waiver, Observation... observations) throws Exception {
    return judge(assessment(snapshot(observations), release(List.of(waiver), List.of())));
  }

  private static Waiver waiver(Instant expires, String rule, Subject subject) {
    return new Waiver("T-01", rule, subject, "me", "because", expires);
  }

  private static Assessment with(
      Assessment base, Set<String> only, Map<String, CanonicalJson> set, Severity failOn) {
    return new Assessment(
        base.release(),
        base.snapshot(),
        base.bundles(),
        true,
        only,
        set,
        failOn,
        base.now(),
        true,
        base.identity());
  }
}
