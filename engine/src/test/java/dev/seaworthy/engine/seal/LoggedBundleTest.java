package dev.seaworthy.engine.seal;

import static dev.seaworthy.engine.verdict.Samples.NOW;
import static dev.seaworthy.engine.verdict.Samples.thing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.log.InclusionProof;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.LogReader;
import dev.seaworthy.engine.log.SampleWitness;
import dev.seaworthy.engine.log.TransparencyLog;
import dev.seaworthy.engine.log.Witnesses;
import dev.seaworthy.engine.policy.PolicyException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoggedBundleTest {
  private static final SigningKey LOG = SigningKey.generate(new SecureRandom());
  private static final SampleWitness WITNESS = new SampleWitness("witness.test");
  private static final Instant SEEN = NOW.plusSeconds(1);

  private SortedMap<String, byte[]> plain = new TreeMap<>();
  private SortedMap<String, byte[]> logged = new TreeMap<>();

  @BeforeAll
  void log(@TempDir Path folder) throws PolicyException, LogException {
    try (TransparencyLog log = TransparencyLog.open(folder, LOG, "seaworthy.test/verdicts")) {
      log.append(new byte[] {'x'});
    }
    plain =
        SampleAudit.bundle(
            SampleAudit.verdict(one -> one, thing("a", true)), SampleAudit.realPolicy());
    logged =
        SampleAudit.bundle(
            SampleAudit.verdict(one -> one, thing("a", true)),
            SampleAudit.realPolicy(),
            LoggedVerdict.in(entry -> witnessed(folder, entry)));
  }

  private static InclusionProof witnessed(Path folder, byte[] entry) {
    try (TransparencyLog log = TransparencyLog.open(folder, LOG, "seaworthy.test/verdicts")) {
      long index = log.append(entry);
      log.seal();
      InclusionProof proof = LogReader.open(folder, LOG.verificationKey()).prove(index);
      return new InclusionProof(index, proof.path(), WITNESS.cosign(proof.note(), SEEN));
    } catch (LogException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aLoggedVerdictIsProvenByTheLogsKeyAndAWitness() {
    BundleReport report = BundleVerifier.verify(logged, trust(rules(LOG, 1)), NOW);
    assertThat(report.holds()).isTrue();
    assertThat(report.line(BundleCheck.LOG).detail())
        .isEqualTo(
            "entry 1 of 2 in `seaworthy.test/verdicts`, signed by `%s`; seen by `witness.test` at %s"
                .formatted(LOG.verificationKey().id(), SEEN));
  }

  @Test
  void whoNamesNoLogIsToldThatItWasNotChecked() {
    BundleReport report = SampleAudit.verify(logged);
    assertThat(report.holds()).isTrue();
    assertThat(report.line(BundleCheck.LOG).detail())
        .contains("entry 1 of 2", "who signed the log was not checked");
    assertThat(SampleAudit.verify(plain).lines())
        .extracting(BundleReport.Line::check)
        .doesNotContain(BundleCheck.LOG);
  }

  @Test
  void whoNamesALogDemandsTheProof() {
    assertThat(codes(plain, rules(LOG, 0))).containsExactly("MISSING");
    SortedMap<String, byte[]> half = with(LoggedVerdict.ENTRY, new byte[0]);
    half.remove(LoggedVerdict.ENTRY);
    assertThat(codes(half, rules(LOG, 0))).containsExactly("MISSING");
  }

  @Test
  void aLogOfAnotherKeyIsRefused() {
    SigningKey stranger = SigningKey.generate(new SecureRandom());
    assertThat(codes(logged, rules(stranger, 0))).containsExactly("WRONG_KEY");
  }

  @Test
  void anEntryAboutAnotherVerdictIsRefused() throws PolicyException {
    SortedMap<String, byte[]> other =
        SampleAudit.bundle(
            SampleAudit.verdict(one -> one, thing("b", true)), SampleAudit.realPolicy());
    for (String name : List.of(LoggedVerdict.ENTRY, LoggedVerdict.PROOF)) {
      other.put(name, bytes(name));
    }
    EvidenceBundle.pack(other, SampleAudit.SEALER);
    assertThat(codes(other, rules(LOG, 0))).containsExactly("OTHER_ENTRY");
    other.put(LoggedVerdict.ENTRY, LoggedVerdict.entry(Timestamps.sealIn(other)));
    EvidenceBundle.pack(other, SampleAudit.SEALER);
    assertThat(codes(other, rules(LOG, 0))).containsExactly("BAD_PROOF");
    assertThat(codes(other, TrustRules.NONE)).containsExactly("BAD_PROOF");
  }

  @Test
  void aProofThatIsTooLargeOrNoTextIsRefused() {
    byte[] huge = Arrays.copyOf(bytes(LoggedVerdict.PROOF), InclusionProof.MAX_CHARACTERS + 1);
    assertThat(codes(with(LoggedVerdict.PROOF, huge), rules(LOG, 0))).containsExactly("TOO_LARGE");
    byte[] binary = {(byte) 0xFF, '\n', '\n'};
    assertThat(codes(with(LoggedVerdict.PROOF, binary), rules(LOG, 0)))
        .containsExactly("BAD_PROOF");
    byte[] long64 =
        ("c2sp.org/tlog-proof@v1\nindex 1" + "\n" + "A".repeat(43) + "=")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(codes(with(LoggedVerdict.PROOF, long64), rules(LOG, 0)))
        .containsExactly("BAD_PROOF");
  }

  @Test
  void witnessesThatAreDemandedMustHaveSeenIt() {
    TrustRules two =
        TrustRules.NONE.withLogs(
            List.of(key(LOG, Instant.MIN, Instant.MAX)),
            new Witnesses(List.of(WITNESS.key(), new SampleWitness("another").key()), 2));
    assertThat(codes(logged, two)).containsExactly("TOO_FEW_WITNESSES");
  }

  @Test
  void everyFlippedBitOfEntryAndProofIsFoundEvenFromTheSealer() {
    TrustRules rules = rules(LOG, 1);
    for (String name : List.of(LoggedVerdict.ENTRY, LoggedVerdict.PROOF)) {
      byte[] bytes = bytes(name);
      for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
        byte[] flipped = bytes.clone();
        flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
        assertThat(problems(name, flipped, rules)).as("%s at bit %d", name, bit).isNotEmpty();
      }
      for (int length = 0; length < bytes.length; length++) {
        assertThat(problems(name, Arrays.copyOf(bytes, length), rules))
            .as("%s cut at %d", name, length)
            .isNotEmpty();
      }
    }
  }

  @Test
  void everyFlippedByteIsFoundOfABundle() {
    TrustRoot trust = trust(rules(LOG, 1));
    for (String name : List.of(LoggedVerdict.ENTRY, LoggedVerdict.PROOF)) {
      for (int at = 0; at < bytes(name).length; at += 7) {
        SortedMap<String, byte[]> mutant = new TreeMap<>(logged);
        byte[] flipped = bytes(name).clone();
        flipped[at] ^= (byte) (1 << (at % Byte.SIZE));
        mutant.put(name, flipped);
        assertThat(BundleVerifier.verify(mutant, trust, NOW).holds()).as("%d", at).isFalse();
      }
    }
  }

  @Test
  void aKeyThatWasOverAndOneThatSealsTooAreRefused() {
    TrustedKey over = key(LOG, Instant.MIN, NOW.minus(Duration.ofDays(1)));
    TrustRules rules = TrustRules.NONE.withLogs(List.of(over), Witnesses.NONE);
    assertThat(codes(BundleVerifier.verify(logged, trust(rules), NOW), BundleCheck.KEYS))
        .containsExactly("KEY_EXPIRED");
    BundleReport shared = BundleVerifier.verify(logged, trust(rules(SampleAudit.SEALER, 0)), NOW);
    assertThat(codes(shared, BundleCheck.DUTIES)).containsExactly("SAME_KEY");
  }

  @Test
  void anEntryHasWhatAMonitorNeedsToTellWhoseItIs() {
    String entry = new String(bytes(LoggedVerdict.ENTRY), StandardCharsets.UTF_8);
    Envelope envelope = Envelope.parse(Timestamps.sealIn(logged));
    assertThat(entry)
        .contains("\"event\":\"verdict\"", envelope.keyId())
        .contains(java.util.Base64.getEncoder().encodeToString(envelope.signature()))
        .doesNotContain("\n");
  }

  private List<Problem> problems(String name, byte[] content, TrustRules rules) {
    SortedMap<String, byte[]> mutant = new TreeMap<>(logged);
    mutant.put(name, content);
    return new LogCheck(mutant, rules).problems();
  }

  private SortedMap<String, byte[]> with(String name, byte[] content) {
    SortedMap<String, byte[]> changed = new TreeMap<>(logged);
    changed.put(name, content);
    EvidenceBundle.pack(changed, SampleAudit.SEALER);
    return changed;
  }

  private byte[] bytes(String name) {
    byte[] bytes = logged.get(name);
    assertThat(bytes).as(name).isNotNull();
    return bytes;
  }

  private static TrustRules rules(SigningKey log, int threshold) {
    return TrustRules.NONE.withLogs(
        List.of(key(log, Instant.MIN, Instant.MAX)),
        new Witnesses(List.of(WITNESS.key()), threshold));
  }

  private static TrustedKey key(SigningKey log, Instant from, Instant until) {
    return new TrustedKey("log", Role.LOG, log.verificationKey(), from, until);
  }

  private static TrustRoot trust(TrustRules rules) {
    return SampleAudit.trust().with(rules);
  }

  private static List<String> codes(SortedMap<String, byte[]> files, TrustRules rules) {
    return codes(BundleVerifier.verify(files, trust(rules), NOW), BundleCheck.LOG);
  }

  private static List<String> codes(BundleReport report, BundleCheck check) {
    return report.line(check).problems().stream().map(Problem::code).toList();
  }
}
