package dev.seaworthy.engine.seal;

import static dev.seaworthy.engine.seal.SampleRedaction.DATA;
import static dev.seaworthy.engine.seal.SampleRedaction.HIDDEN;
import static dev.seaworthy.engine.seal.SampleRedaction.NOTE;
import static dev.seaworthy.engine.seal.SampleRedaction.redact;
import static dev.seaworthy.engine.seal.SampleRedaction.redaction;
import static dev.seaworthy.engine.seal.SampleRedaction.text;
import static dev.seaworthy.engine.seal.SampleRedaction.whole;
import static dev.seaworthy.engine.verdict.Samples.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.disclosure.Profile;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.log.TreeHash;
import dev.seaworthy.engine.policy.PolicyException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedactionTest {
  private final SortedMap<String, byte[]> whole;
  private final SortedMap<String, byte[]> redacted;

  RedactionTest() throws PolicyException, BundleException {
    whole = whole();
    redacted = redact(whole, NOTE);
  }

  @Test
  void aRedactedBundleHoldsAndSaysWhatIsHidden() {
    BundleReport report = SampleAudit.verify(redacted);
    assertThat(report.lines()).flatExtracting(BundleReport.Line::problems).isEmpty();
    assertThat(report.holds()).isTrue();
    assertThat(report.redaction().orElseThrow())
        .startsWith("REDACTED: 1 of ")
        .endsWith("leaves hidden; shown values are those that were judged");
    assertThat(SampleAudit.verify(whole).redaction()).isEmpty();
  }

  @Test
  void noFileTellsTheHiddenValueOrTheSeed() {
    String seed = text(whole, Disclosure.SEED).replaceAll(".*\"seed\":\"([^\"]*)\".*", "$1");
    assertThat(seed).hasSize(44);
    assertThat(redacted.keySet())
        .doesNotContain(Disclosure.SEED, "data/reports/verdict.html")
        .contains(RedactionFile.NAME, Redaction.GUIDE);
    redacted.forEach(
        (name, bytes) ->
            assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .as(name)
                .doesNotContain(HIDDEN, seed));
  }

  @Test
  void theSameRedactionGivesTheSameBytes() throws BundleException {
    assertThat(redact(whole, NOTE)).containsExactlyEntriesOf(redacted);
  }

  @Test
  void redactingTwiceIsAsRedactingOnce() throws BundleException {
    assertThat(redact(redacted, DATA)).containsExactlyEntriesOf(redact(whole, NOTE, DATA));
    assertThat(redact(redact(whole, DATA + "/mail"), DATA))
        .containsExactlyEntriesOf(redact(whole, DATA));
    assertThat(redact(redact(whole, DATA), DATA)).containsExactlyEntriesOf(redact(whole, DATA));
    assertThat(SampleAudit.verify(redact(redacted, DATA)).holds()).isTrue();
  }

  @Test
  void theLeavesAreAsDocumented() throws BundleException {
    SortedMap<String, byte[]> all = redact(redact(whole, NOTE), DATA);
    CanonicalJson file = CanonicalJson.parse(all.getOrDefault(RedactionFile.NAME, new byte[0]));
    String hash = file.node().at("/hidden/1/leaves/0").asText();
    String salt = salt("/snapshot" + NOTE);
    byte[] leaf =
        SampleAudit.utf8("[\"" + salt + "\",\"/snapshot" + NOTE + "\",\"" + HIDDEN + "\"]");
    assertThat(hash).isEqualTo(TreeHash.ofLeaf(leaf).toString());
  }

  @Test
  void aReplayThatNeedsNoHiddenValueIsWhole() throws Exception {
    Replay replay = SampleAudit.replay(redacted);
    assertThat(replay.differences()).isEmpty();
    assertThat(replay.indeterminate()).isEmpty();
    assertThat(replay.identical()).isTrue();
  }

  @Test
  void aControlThatLooksAtAHiddenValueIsIndeterminate() throws Exception {
    Replay replay = SampleAudit.replay(redact(whole, "/evidence/2/content/bad"));
    assertThat(replay.indeterminate())
        .containsExactly(
            new Replay.Indeterminate(
                "test", "T-01", "it looks at what is hidden at `/evidence/2/content/bad`"));
    assertThat(replay.identical()).isTrue();
  }

  @Test
  void aHiddenNameByWhichAFindingIsCalledIsNeeded() throws Exception {
    assertThat(
            SampleAudit.replay(redact(whole, "/evidence/1/content/items/0/name")).indeterminate())
        .hasSize(1);
  }

  @Test
  void whatNeedsAllEvidenceSaysSo() {
    assertThatThrownBy(() -> Replay.asked(redacted))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("parts of the bundle's evidence are hidden");
  }

  @Test
  void aValueThatTheVerdictTellsIsNamed() throws Exception {
    SortedMap<String, byte[]> files =
        SampleAudit.bundle(
            SampleAudit.verdict(
                one -> one,
                thing("x", Map.of("name", "anna-the-admin", "bad", true, "other", "quite other"))),
            SampleAudit.realPolicy());
    Redaction redaction = redaction(files, "/evidence/0/content/name");
    assertThat(redaction.told())
        .extracting(ToldValue::hidden)
        .containsOnly("/evidence/0/content/name");
    assertThat(redaction.told())
        .extracting(ToldValue::verdict)
        .contains("/controls/0/findings/0/message");
    assertThat(redaction(files, "/evidence/0/content").told()).isNotEmpty();
    assertThat(redaction(files, "/evidence/0/content/other").told()).isEmpty();
  }

  @Test
  void aShortValueCanBeGuessedAndThatIsSaid() throws Exception {
    assertThat(redaction(whole, DATA + "/mail").guessable())
        .containsExactly("/evidence/0 (test/thing)");
    assertThat(redaction(whole, NOTE).guessable()).isEmpty();
  }

  @Test
  void whatLeadsToNothingIsRefused() {
    refusedChoice("NO_SUCH_PLACE", "/evidence/0/content/nowhere");
    refusedChoice("NO_SUCH_PLACE", "/evidence/9/content");
    refusedChoice("NOT_CONTENT", "/evidence/0/subject/name");
    refusedChoice("NOT_CONTENT", "");
    assertThatThrownBy(
            () -> Redaction.of(whole, new RedactionChoice(List.of(), Set.of("no/kind"), Set.of())))
        .hasMessageContaining("no evidence of kind `no/kind`");
    assertThatThrownBy(
            () ->
                Redaction.of(
                    whole, new RedactionChoice(List.of(), Set.of(), Set.of(Profile.NETWORK))))
        .hasMessageContaining("nothing in the evidence");
  }

  @Test
  void kindsAndProfilesAreHidden() throws BundleException {
    Redaction kind =
        Redaction.of(whole, new RedactionChoice(List.of(), Set.of("test/thing"), Set.of()));
    assertThat(SampleAudit.verify(kind.files()).holds()).isTrue();
    Redaction personal =
        Redaction.of(whole, new RedactionChoice(List.of(), Set.of(), Set.of(Profile.PERSONAL)));
    assertThat(text(personal.files(), RedactionFile.NAME)).contains(DATA + "/mail");
    assertThat(SampleAudit.verify(personal.files()).holds()).isTrue();
  }

  @Test
  void aBundleWithoutSignedLeavesCannotBeRedacted() {
    SortedMap<String, byte[]> old = new TreeMap<>(whole);
    old.remove(Disclosure.STATEMENT);
    assertThatThrownBy(() -> redact(old, NOTE)).hasMessageContaining("could be proven");
  }

  private void refusedChoice(String code, String pointer) {
    assertThatThrownBy(() -> redact(whole, pointer))
        .isInstanceOfSatisfying(
            BundleException.class, refused -> assertThat(refused.problem().code()).isEqualTo(code));
  }

  private String salt(String pointer) {
    return Disclosure.salts(whole.getOrDefault(Disclosure.SEED, new byte[0])).apply(pointer);
  }
}
