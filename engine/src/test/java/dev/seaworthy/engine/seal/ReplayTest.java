package dev.seaworthy.engine.seal;

import static dev.seaworthy.engine.verdict.Samples.NOW;
import static dev.seaworthy.engine.verdict.Samples.gap;
import static dev.seaworthy.engine.verdict.Samples.release;
import static dev.seaworthy.engine.verdict.Samples.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.policy.NotApplicable;
import dev.seaworthy.engine.policy.Waiver;
import dev.seaworthy.engine.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final Waiver WAIVER =
      new Waiver(
          "T-01", "bad", Subject.of("", "a"), "ann", "it is being mended", NOW.plusSeconds(3600));

  @Test
  void aVerdictWithEveryKindOfEndIsReplayedToTheByte() throws Exception {
    Verdict verdict =
        SampleAudit.verdict(
            one -> SampleAudit.of(one, release(List.of(WAIVER), List.of())),
            thing("a", true),
            thing("b", true),
            thing("c", false),
            thing("d", Map.of("name", "d", "doubtful", true)),
            placed("e"),
            gap("test/*"));
    Replay replay = replay(bundle(verdict));
    assertThat(replay.differences()).isEmpty();
    assertThat(replay.identical()).isTrue();
    assertThat(replay.recorded()).isEqualTo(verdict.identity());
  }

  @Test
  void aControlThatDoesNotApplyIsReplayed() throws Exception {
    NotApplicable excuse = new NotApplicable("T-01", "there are no things", "ann");
    Verdict verdict =
        SampleAudit.verdict(
            one -> SampleAudit.of(one, release(List.of(), List.of(excuse))), thing("a", true));
    assertThat(replay(bundle(verdict)).identical()).isTrue();
  }

  @Test
  void anotherLocaleAndTimeZoneChangeNothing() throws Exception {
    SortedMap<String, byte[]> files =
        bundle(SampleAudit.verdict(one -> one, thing("ı", true), placed("e")));
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      assertThat(replay(files).identical()).isTrue();
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void theFirstDifferenceOfEachControlIsShown() throws Exception {
    SortedMap<String, byte[]> files = new TreeMap<>(bundle(verdictOf(true)));
    files.put(EvidenceBundle.SNAPSHOT, file(bundle(verdictOf(false)), EvidenceBundle.SNAPSHOT));
    Replay replay = replay(files);
    assertThat(replay.identical()).isFalse();
    assertThat(replay.differences().get(0).control()).isEqualTo("T-01");
    assertThat(replay.differences().get(0).path()).isEqualTo("/findings/0");
    assertThat(replay.differences().get(0).recorded()).contains("`a` is bad");
    assertThat(replay.differences().get(0).replayed()).isEmpty();
    assertThat(replay.differences())
        .contains(new VerdictDifference("", "/verdict", "\"fail\"", "\"pass\""));
  }

  @Test
  void whatIsLackingIsNamed() throws Exception {
    SortedMap<String, byte[]> files = new TreeMap<>(bundle(verdictOf(true)));
    files.remove(EvidenceBundle.SNAPSHOT);
    assertThatThrownBy(() -> replay(files))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("verdict.snapshot.json");
  }

  private static Verdict verdictOf(boolean bad) throws Exception {
    return SampleAudit.verdict(one -> one, thing("a", bad));
  }

  /** A thing whose parts stand on lines of their own. */
  private static Evidence placed(String name) {
    Evidence plain = thing(name, true);
    return new Evidence(
        plain.kind(),
        plain.subject(),
        plain.source(),
        plain.content(),
        path -> new Location(name + ".yaml", 7 + path.steps().size(), 3));
  }

  private static SortedMap<String, byte[]> bundle(Verdict verdict) {
    return SampleAudit.bundle(verdict, SampleAudit.realPolicy());
  }

  private static byte[] file(SortedMap<String, byte[]> files, String name) {
    return files.getOrDefault(name, new byte[0]);
  }

  private static Replay replay(SortedMap<String, byte[]> files) throws Exception {
    return SampleAudit.replay(files);
  }
}
