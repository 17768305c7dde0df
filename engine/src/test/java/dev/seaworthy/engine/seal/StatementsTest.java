package dev.seaworthy.engine.seal;

import static dev.seaworthy.engine.verdict.Samples.NOW;
import static dev.seaworthy.engine.verdict.Samples.gap;
import static dev.seaworthy.engine.verdict.Samples.thing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.key.MlDsaSigningKey;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.verdict.Verdict;
import java.security.SecureRandom;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the statements beside a verdict say, and what is refused of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementsTest {
  private static final MlDsaSigningKey LONG_TERM = MlDsaSigningKey.generate(new SecureRandom());
  private static final SigningKey STRANGER = SigningKey.generate(new SecureRandom());

  private final byte[] archive = SampleAudit.realPolicy();
  private final SortedMap<String, byte[]> passed;
  private final SortedMap<String, byte[]> failed;
  private final SortedMap<String, byte[]> unknown;

  StatementsTest() throws PolicyException {
    passed = bundle(thing("a", false));
    failed = bundle(thing("a", true), thing("b", false));
    unknown = bundle(thing("a", false), gap());
  }

  @Test
  void aPassIsSummarisedAsPassedUnderANameThatIsNotOfSlsa() {
    JsonNode said = predicate(passed, Statements.SUMMARY);
    assertThat(said.path("verificationResult").asText()).isEqualTo("PASSED");
    assertThat(said.path("verifiedLevels").toString()).isEqualTo("[\"SEAWORTHY_REHEARSAL_PASS\"]");
    assertThat(said.path("resourceUri").asText()).startsWith("pkg:generic/").contains("?checksum=");
    assertThat(said.path("policy").path("uri").asText()).isEqualTo(VerdictStatement.POLICY);
    assertThat(said.has("inputAttestations")).isFalse();
  }

  @Test
  void whatIsNoPassIsSummarisedAsFailed() {
    for (SortedMap<String, byte[]> files : List.of(failed, unknown)) {
      JsonNode said = predicate(files, Statements.SUMMARY);
      assertThat(said.path("verificationResult").asText()).isEqualTo("FAILED");
      assertThat(said.path("verifiedLevels").toString()).isEqualTo("[\"FAILED\"]");
      assertThat(predicate(files, Statements.TESTS).path("result").asText()).isEqualTo("FAILED");
      assertThat(predicate(files, Statements.TESTS).path("failedTests").toString())
          .isEqualTo("[\"T-01\"]");
    }
  }

  @Test
  void aSimpleResultIsThereOfAPassAlone() {
    assertThat(predicate(passed, Statements.SIMPLE).path("properties").toString())
        .isEqualTo("[\"SEAWORTHY_REHEARSAL_PASS\",\"SEAWORTHY_CONTROL_T-01\"]");
    assertThat(failed).doesNotContainKey(Statements.SIMPLE);
    assertThat(unknown).doesNotContainKey(Statements.SIMPLE);
  }

  @Test
  void whatWasDemandedHasTheSameDigestWhateverWasJudged() {
    assertThat(predicate(passed, Statements.SUMMARY).path("policy"))
        .isEqualTo(predicate(failed, Statements.SUMMARY).path("policy"));
  }

  @Test
  void everyStatementIsAboutTheCandidate() {
    for (String name : List.of(Statements.SUMMARY, Statements.SIMPLE, Statements.TESTS)) {
      assertThat(statement(passed, name).path("subject"))
          .isEqualTo(statement(passed, EvidenceBundle.SIGSTORE).path("subject"));
    }
  }

  @Test
  void aSimpleResultBesideAFailIsRefusedThoughTheSealerSignedIt() {
    SortedMap<String, byte[]> forged = new TreeMap<>(failed);
    forged.put(Statements.SIMPLE, bytes(passed, Statements.SIMPLE));
    assertThat(codes(forged)).containsExactly("SVR_WITHOUT_PASS");
  }

  @Test
  void statementsOfAnotherVerdictAreRefused() {
    SortedMap<String, byte[]> forged = new TreeMap<>(failed);
    forged.put(Statements.SUMMARY, bytes(passed, Statements.SUMMARY));
    forged.put(Statements.TESTS, bytes(passed, Statements.TESTS));
    assertThat(codes(forged)).containsExactly("CONTRADICTION", "CONTRADICTION");
  }

  @Test
  void statementsOfAnotherSignerAreRefused() {
    SortedMap<String, byte[]> forged = new TreeMap<>(passed);
    forged.putAll(Statements.of(bytes(passed, EvidenceBundle.VERDICT), STRANGER));
    assertThat(codes(forged)).containsExactly("WRONG_KEY", "WRONG_KEY", "WRONG_KEY");
  }

  @Test
  void aMissingStatementIsRefused() {
    SortedMap<String, byte[]> forged = new TreeMap<>(passed);
    forged.remove(Statements.SIMPLE);
    assertThat(codes(forged)).containsExactly("MISSING");
    forged.remove(Statements.SUMMARY);
    repack(forged);
    assertThat(SampleAudit.verify(forged).line(BundleCheck.LAYOUT).problems())
        .extracting(Problem::code)
        .contains("MISSING");
  }

  @Test
  void bothSignaturesOfALongTermSealAreDemandedWhereBothKeysAreNamed() throws BundleException {
    SortedMap<String, byte[]> files = longTerm(SampleAudit.SEALER, LONG_TERM);
    TrustRoot both = SampleAudit.trust().and(LONG_TERM.verificationKey());
    assertThat(LongTermSeal.problems(files, both)).isEmpty();
    assertThat(LongTermSeal.problems(files, SampleAudit.trust())).isEmpty();
    assertThat(LongTermSeal.detail(SampleAudit.trust())).contains("was not checked");
    assertThat(longTermCodes(longTerm(STRANGER, LONG_TERM), both)).containsExactly("WRONG_KEY");
    MlDsaSigningKey other = MlDsaSigningKey.generate(new SecureRandom());
    assertThat(longTermCodes(longTerm(SampleAudit.SEALER, other), both))
        .containsExactly("WRONG_KEY");
    assertThat(longTermCodes(passed, both)).containsExactly("MISSING");
  }

  @Test
  void aSignatureOfNeitherNamedKeyIsRefusedThoughItNamesOne() {
    byte[] payload = Envelope.parse(bytes(passed, EvidenceBundle.VERDICT)).payload();
    List<MultiEnvelope.Signature> signatures =
        MultiEnvelope.adding(LONG_TERM, Envelope.sign(payload, SampleAudit.SEALER)).signatures();
    MultiEnvelope.Signature forged =
        new MultiEnvelope.Signature(LONG_TERM.verificationKey().id(), new byte[3309]);
    assertThat(longTermCodes(payload, List.of(signatures.get(0), forged)))
        .containsExactly("BAD_SIGNATURE");
    MultiEnvelope.Signature other = new MultiEnvelope.Signature("SLH-DSA:SHA256:x", new byte[1]);
    assertThat(longTermCodes(payload, List.of(signatures.get(0), other)))
        .containsExactly("UNKNOWN_ALGORITHM");
    assertThat(longTermCodes(payload, signatures.subList(0, 1))).containsExactly("BAD_ENVELOPE");
    assertThat(longTermCodes(new byte[] {'{', '}'}, signatures)).containsExactly("CONTRADICTION");
  }

  @Test
  void everyFlippedByteOfAPassWithALongTermSealIsFound() throws PolicyException {
    SortedMap<String, byte[]> files =
        SampleAudit.bundle(
            SampleAudit.verdict(one -> one, thing("a", false)),
            archive,
            LongTermSeal.by(LONG_TERM));
    TrustRoot both = SampleAudit.trust().and(LONG_TERM.verificationKey());
    assertThat(holds(files, both)).isTrue();
    for (String name : List.of(Statements.SIMPLE, LongTermSeal.NAME)) {
      for (int at = 0; at < bytes(files, name).length; at++) {
        SortedMap<String, byte[]> mutant = new TreeMap<>(files);
        byte[] flipped = bytes(files, name).clone();
        flipped[at] ^= (byte) (1 << (at % 8));
        mutant.put(name, flipped);
        assertThat(holds(mutant, both)).as("%s at %d", name, at).isFalse();
      }
      SortedMap<String, byte[]> mutant = new TreeMap<>(files);
      mutant.remove(name);
      assertThat(holds(mutant, both)).as("%s removed", name).isFalse();
    }
  }

  private SortedMap<String, byte[]> longTerm(SigningKey key, MlDsaSigningKey longTerm)
      throws BundleException {
    SortedMap<String, byte[]> files = new TreeMap<>(passed);
    byte[] payload = Envelope.parse(bytes(passed, EvidenceBundle.VERDICT)).payload();
    byte[] seal = Envelope.sign(payload, key).toFile();
    files.putAll(LongTermSeal.by(longTerm).files(seal));
    return files;
  }

  private List<String> longTermCodes(byte[] payload, List<MultiEnvelope.Signature> signatures) {
    SortedMap<String, byte[]> files = new TreeMap<>(passed);
    files.put(LongTermSeal.NAME, new MultiEnvelope(payload, signatures).toFile());
    return longTermCodes(files, SampleAudit.trust().and(LONG_TERM.verificationKey()));
  }

  private static List<String> longTermCodes(SortedMap<String, byte[]> files, TrustRoot trust) {
    return LongTermSeal.problems(files, trust).stream().map(Problem::code).toList();
  }

  private SortedMap<String, byte[]> bundle(Observation... observations) throws PolicyException {
    Verdict verdict = SampleAudit.verdict(one -> one, observations);
    return SampleAudit.bundle(verdict, archive);
  }

  private static boolean holds(SortedMap<String, byte[]> files, TrustRoot trust) {
    return BundleVerifier.verify(files, trust, NOW).holds();
  }

  private static List<String> codes(SortedMap<String, byte[]> files) {
    byte[] verdict = Envelope.parse(bytes(files, EvidenceBundle.VERDICT)).payload();
    return new StatementCheck(
            files,
            CanonicalJson.canonicalNode(verdict).path("predicate"),
            SampleAudit.SEALER.verificationKey())
        .problems().stream().map(Problem::code).toList();
  }

  private static JsonNode predicate(SortedMap<String, byte[]> files, String name) {
    return statement(files, name).path("predicate");
  }

  private static JsonNode statement(SortedMap<String, byte[]> files, String name) {
    byte[] envelope = SigstoreBundle.envelope(bytes(files, name));
    return CanonicalJson.requireCanonical(Envelope.parse(envelope).payload()).node();
  }

  private static void repack(SortedMap<String, byte[]> mutant) {
    mutant.put(BagIt.INFO, BagIt.info(mutant));
    mutant.put(BagIt.MANIFEST, BagIt.manifest(BundleDigests.of(mutant)));
    mutant.put(BagIt.TAG_MANIFEST, BagIt.tagManifest(BundleDigests.of(mutant)));
  }

  private static byte[] bytes(SortedMap<String, byte[]> files, String name) {
    return files.getOrDefault(name, new byte[0]);
  }
}
