package dev.seaworthy.engine.seal;

import static dev.seaworthy.engine.seal.SampleRedaction.DATA;
import static dev.seaworthy.engine.seal.SampleRedaction.NOTE;
import static dev.seaworthy.engine.seal.SampleRedaction.changed;
import static dev.seaworthy.engine.seal.SampleRedaction.codes;
import static dev.seaworthy.engine.seal.SampleRedaction.node;
import static dev.seaworthy.engine.seal.SampleRedaction.redact;
import static dev.seaworthy.engine.seal.SampleRedaction.repack;
import static dev.seaworthy.engine.seal.SampleRedaction.text;
import static dev.seaworthy.engine.seal.SampleRedaction.whole;
import static dev.seaworthy.engine.verdict.Samples.thing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.log.LeafTree;
import dev.seaworthy.engine.log.TreeHash;
import dev.seaworthy.engine.policy.PolicyException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Redacted bundles that somebody without the key changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgedRedactionTest {
  private final SortedMap<String, byte[]> whole;
  private final SortedMap<String, byte[]> redacted;

  ForgedRedactionTest() throws PolicyException, BundleException {
    whole = whole();
    redacted = redact(whole, NOTE);
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

  private SortedMap<String, byte[]> hideAll() {
    try {
      return new TreeMap<>(redact(whole, "/evidence/0/content"));
    } catch (BundleException e) {
      throw new IllegalStateException(e);
    }
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

  private static ObjectNode content(ObjectNode snapshot) {
    return (ObjectNode) snapshot.at("/evidence/0/content");
  }

  private static ArrayNode hashes(ObjectNode redaction) {
    return (ArrayNode) redaction.at("/hidden/0/leaves");
  }

  private static void refused(SortedMap<String, byte[]> mutant, String code) {
    assertThat(codes(mutant, BundleCheck.DISCLOSURE)).contains(code);
    assertThat(SampleAudit.verify(mutant).holds()).isFalse();
  }
}
