package dev.seaworthy.engine.seal;

import static dev.seaworthy.engine.verdict.Samples.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.engine.disclosure.Profile;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.log.LeafTree;
import dev.seaworthy.engine.log.TreeHash;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedactionTest {
  private static final String HIDDEN = "a note that is for nobody else";
  private static final String NOTE = "/evidence/0/content/note";
  private static final String DATA = "/evidence/0/content/data";

  private final SortedMap<String, byte[]> whole;
  private final SortedMap<String, byte[]> redacted;

  RedactionTest() throws PolicyException, BundleException {
    whole = SampleAudit.bundle(verdict(), SampleAudit.realPolicy());
    redacted = redact(whole, NOTE);
  }

  private static Verdict verdict() throws PolicyException {
    return SampleAudit.verdict(
        one -> one,
        thing(
            "a",
            Map.of(
                "name",
                "a",
                "bad",
                true,
                "note",
                HIDDEN,
                "data",
                Map.of("mail", "anna@example.com", "list", List.of("x", "y")))),
        thing("b", Map.of("name", "b", "items", List.of(Map.of("name", "i", "bad", true)))),
        thing("c", false));
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
  void aShownValueThatChangedIsRefused() {
    refused(snapshot(root -> content(root).put("bad", false)), "OTHER_LEAVES");
    refused(
        snapshot(root -> ((ObjectNode) root.at(DATA)).put("mail", "b@example.com")),
        "OTHER_LEAVES");
  }

  @Test
  void aShownValueOfAnUnredactedPieceIsNamed() {
    SortedMap<String, byte[]> mutant =
        snapshot(root -> ((ObjectNode) root.at("/evidence/2/content")).put("bad", true));
    assertThat(codes(mutant, BundleCheck.EVIDENCE)).containsExactly("BAD_EVIDENCE");
    assertThat(SampleAudit.verify(mutant).holds()).isFalse();
  }

  @Test
  void anArrayThatPosesAsAnObjectIsRefused() {
    refused(
        snapshot(
            root -> ((ObjectNode) root.at(DATA)).putObject("list").put("0", "x").put("1", "y")),
        "BAD_REDACTION");
  }

  @Test
  void aHiddenHashThatIsAnotherIsRefused() {
    String other = TreeHash.ofLeaf(new byte[0]).toString();
    refused(redaction(root -> hashes(root).set(0, other)), "OTHER_LEAVES");
  }

  @Test
  void hiddenHashesThatChangedPlacesAreRefused() throws BundleException {
    SortedMap<String, byte[]> hidden = redact(whole, DATA);
    refused(
        redaction(
            hidden,
            root -> {
              ArrayNode hashes = hashes(root);
              String first = hashes.get(0).asText();
              hashes.set(0, hashes.get(1).asText());
              hashes.set(1, first);
            }),
        "OTHER_LEAVES");
  }

  @Test
  void aValueThatMovedToAnotherPlaceIsRefused() {
    refused(
        snapshot(
            root -> {
              ObjectNode data = ((ObjectNode) root.at(DATA));
              data.put("mailx", data.remove("mail").asText());
            }),
        "OTHER_LEAVES");
  }

  /** Two leaves and the node above them: the root is the same, and the count gives it away. */
  @Test
  void anInnerNodeThatPosesAsALeafIsRefused() {
    List<TreeHash> leaves = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      leaves.add(TreeHash.ofLeaf(new byte[] {(byte) i}));
    }
    TreeHash left = LeafTree.root(leaves.subList(0, 2));
    TreeHash right = LeafTree.root(leaves.subList(2, 4));
    assertThat(LeafTree.root(List.of(left, right))).isEqualTo(LeafTree.root(leaves));
    SortedMap<String, byte[]> all = hideAll();
    SortedMap<String, byte[]> mutant =
        redaction(
            all,
            root -> {
              ArrayNode hashes = (ArrayNode) root.at("/hidden/1/leaves");
              List<TreeHash> known = new ArrayList<>();
              hashes.forEach(one -> known.add(TreeHash.parse(one.asText())));
              hashes.removeAll().add(LeafTree.root(known).toString());
            });
    ObjectNode snapshot = node(mutant, EvidenceBundle.SNAPSHOT);
    ((ObjectNode) snapshot.at("/evidence/0/content")).put("seaworthy.dev/redacted", 1);
    mutant.put(EvidenceBundle.SNAPSHOT, CanonicalJson.of(snapshot).bytes());
    repack(mutant);
    refused(mutant, "OTHER_COUNT");
  }

  @Test
  void aMarkerThatCountsOtherwiseIsRefused() {
    refused(
        snapshot(root -> content(root).putObject("note").put("seaworthy.dev/redacted", 2)),
        "BAD_REDACTION");
  }

  @Test
  void aLeafThatIsDroppedOrAddedIsRefused() {
    refused(snapshot(root -> content(root).remove("bad")), "BAD_REDACTION");
    refused(snapshot(root -> content(root).put("more", 1)), "BAD_REDACTION");
    SortedMap<String, byte[]> both = snapshot(root -> content(root).remove("bad"));
    refused(redaction(both, root -> ((ArrayNode) root.path("salts")).remove(0)), "OTHER_COUNT");
  }

  @Test
  void aStatementOfAnotherBundleIsRefused() throws Exception {
    SortedMap<String, byte[]> other =
        SampleAudit.bundle(
            SampleAudit.verdict(one -> one, thing("z", true)), SampleAudit.realPolicy());
    SortedMap<String, byte[]> mutant = new TreeMap<>(redacted);
    mutant.put(Disclosure.STATEMENT, other.getOrDefault(Disclosure.STATEMENT, new byte[0]));
    repack(mutant);
    assertThat(codes(mutant, BundleCheck.DISCLOSURE)).contains("OTHER_BUNDLE");
    assertThat(codes(mutant, BundleCheck.FILES)).contains("CHANGED");
  }

  @Test
  void aStatementThatTheSealerDidNotSignIsRefused() {
    SigningKey stranger = SigningKey.generate(new SecureRandom());
    byte[] payload =
        Envelope.parse(redacted.getOrDefault(Disclosure.STATEMENT, new byte[0])).payload();
    SortedMap<String, byte[]> mutant = new TreeMap<>(redacted);
    mutant.put(Disclosure.STATEMENT, Envelope.sign(payload, stranger).toFile());
    repack(mutant);
    refused(mutant, "WRONG_KEY");
  }

  @Test
  void aFileThatIsLackingAndNotDeclaredIsRefused() {
    SortedMap<String, byte[]> mutant =
        redaction(root -> ((ArrayNode) root.path("leftOut")).remove(1));
    assertThat(codes(mutant, BundleCheck.FILES)).containsExactly("MISSING");
  }

  @Test
  void aFileThatMustNotBeLeftOutIsRefusedThoughDeclared() {
    SortedMap<String, byte[]> mutant =
        redaction(root -> ((ArrayNode) root.path("leftOut")).insert(0, EvidenceBundle.COVERAGE));
    mutant.remove(EvidenceBundle.COVERAGE);
    repack(mutant);
    assertThat(codes(mutant, BundleCheck.FILES)).contains("NOT_TO_LEAVE_OUT", "MISSING");
    SortedMap<String, byte[]> replaced =
        redaction(root -> ((ArrayNode) root.path("replaced")).insert(0, EvidenceBundle.COVERAGE));
    assertThat(codes(replaced, BundleCheck.FILES)).contains("NOT_TO_REPLACE");
  }

  @Test
  void theSeedIsNotAcceptedBesideARedaction() {
    SortedMap<String, byte[]> mutant = new TreeMap<>(redacted);
    mutant.put(Disclosure.SEED, whole.getOrDefault(Disclosure.SEED, new byte[0]));
    repack(mutant);
    assertThat(codes(mutant, BundleCheck.FILES)).contains("SEED_THERE", "LEFT_OUT_BUT_THERE");
  }

  @Test
  void onlyContentAndPlacesCanBeHidden() {
    SortedMap<String, byte[]> mutant =
        redaction(root -> ((ObjectNode) root.at("/hidden/0")).put("pointer", "/snapshot/gaps"));
    assertThat(codes(mutant, BundleCheck.FILES)).contains("BAD_REDACTION");
  }

  @Test
  void everyChangedByteOfTheRedactionIsFound() {
    byte[] bytes = redacted.getOrDefault(RedactionFile.NAME, new byte[0]);
    // Each byte in its turn would take minutes; every third reaches each field.
    for (int at = 0; at < bytes.length; at += 3) {
      SortedMap<String, byte[]> mutant = new TreeMap<>(redacted);
      byte[] flipped = bytes.clone();
      flipped[at] ^= 1;
      mutant.put(RedactionFile.NAME, flipped);
      repack(mutant);
      assertThat(SampleAudit.verify(mutant).holds()).as("byte %d", at).isFalse();
    }
  }

  @Test
  void everyFileThatIsRemovedIsFound() {
    for (String name : redacted.keySet()) {
      SortedMap<String, byte[]> mutant = new TreeMap<>(redacted);
      mutant.remove(name);
      assertThat(SampleAudit.verify(mutant).holds()).as(name).isFalse();
    }
  }

  @Test
  void aWholeBundleWithForgedSeedIsRefused() {
    SortedMap<String, byte[]> mutant = new TreeMap<>(whole);
    mutant.put(
        Disclosure.SEED,
        SampleAudit.utf8(
            text(whole, Disclosure.SEED).replaceFirst("\"seed\":\"....", "\"seed\":\"AAAA")));
    repack(mutant);
    assertThat(codes(mutant, BundleCheck.DISCLOSURE)).containsExactly("OTHER_LEAVES");
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

  private SortedMap<String, byte[]> hideAll() {
    try {
      return new TreeMap<>(redact(whole, "/evidence/0/content"));
    } catch (BundleException e) {
      throw new IllegalStateException(e);
    }
  }

  private void refusedChoice(String code, String pointer) {
    assertThatThrownBy(() -> redact(whole, pointer))
        .isInstanceOfSatisfying(
            BundleException.class, refused -> assertThat(refused.problem().code()).isEqualTo(code));
  }

  private static Redaction redaction(SortedMap<String, byte[]> files, String... pointers)
      throws BundleException {
    return Redaction.of(files, new RedactionChoice(Arrays.asList(pointers), Set.of(), Set.of()));
  }

  private static SortedMap<String, byte[]> redact(
      SortedMap<String, byte[]> files, String... pointers) throws BundleException {
    return redaction(files, pointers).files();
  }

  private String salt(String pointer) {
    return Disclosure.salts(whole.getOrDefault(Disclosure.SEED, new byte[0])).apply(pointer);
  }

  private SortedMap<String, byte[]> snapshot(Consumer<ObjectNode> change) {
    return changed(redacted, EvidenceBundle.SNAPSHOT, change);
  }

  private SortedMap<String, byte[]> redaction(Consumer<ObjectNode> change) {
    return redaction(redacted, change);
  }

  private static SortedMap<String, byte[]> redaction(
      SortedMap<String, byte[]> files, Consumer<ObjectNode> change) {
    return changed(files, RedactionFile.NAME, change);
  }

  private static SortedMap<String, byte[]> changed(
      SortedMap<String, byte[]> files, String name, Consumer<ObjectNode> change) {
    SortedMap<String, byte[]> mutant = new TreeMap<>(files);
    ObjectNode root = node(files, name);
    change.accept(root);
    mutant.put(name, CanonicalJson.of(root).bytes());
    repack(mutant);
    return mutant;
  }

  private static ObjectNode node(SortedMap<String, byte[]> files, String name) {
    return (ObjectNode) CanonicalJson.parse(files.getOrDefault(name, new byte[0])).node();
  }

  private static ObjectNode content(ObjectNode snapshot) {
    return (ObjectNode) snapshot.at("/evidence/0/content");
  }

  private static ArrayNode hashes(ObjectNode redaction) {
    return (ArrayNode) redaction.at("/hidden/0/leaves");
  }

  private static String text(SortedMap<String, byte[]> files, String name) {
    return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
  }

  /** What someone without the key can do after a change. */
  private static void repack(SortedMap<String, byte[]> mutant) {
    mutant.keySet().removeAll(Collections.singleton(BagIt.TAG_MANIFEST));
    EvidenceBundle.packUnsigned(mutant);
  }

  private static void refused(SortedMap<String, byte[]> mutant, String code) {
    assertThat(codes(mutant, BundleCheck.DISCLOSURE)).contains(code);
    assertThat(SampleAudit.verify(mutant).holds()).isFalse();
  }

  private static List<String> codes(SortedMap<String, byte[]> mutant, BundleCheck check) {
    return SampleAudit.verify(mutant).line(check).problems().stream().map(Problem::code).toList();
  }
}
