package dev.seaworthy.engine.seal;

import static dev.seaworthy.engine.verdict.Samples.NOW;
import static dev.seaworthy.engine.verdict.Samples.gap;
import static dev.seaworthy.engine.verdict.Samples.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.BundleSigner;
import dev.seaworthy.engine.seal.SealReport.Result;
import dev.seaworthy.engine.verdict.Verdict;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvidenceBundleTest {
  private static final String POLICY = "data/policies/test-1.0.0.tar.gz";

  private final byte[] archive = SampleAudit.realPolicy();
  private final Verdict verdict;
  private final SortedMap<String, byte[]> files;

  EvidenceBundleTest() throws PolicyException {
    verdict = SampleAudit.verdict(one -> one, thing("a", true), thing("b", false), gap());
    files = SampleAudit.bundle(verdict, archive);
  }

  @Test
  void aBundleHoldsAndEachCheckIsMade() {
    BundleReport report = SampleAudit.verify(files);
    assertThat(report.lines()).filteredOn(line -> line.result() != Result.PASSED).isEmpty();
    assertThat(report.lines())
        .extracting(BundleReport.Line::check)
        .containsExactlyElementsOf(
            Stream.of(BundleCheck.values())
                .filter(check -> !check.isOnDemand() || check == BundleCheck.DISCLOSURE)
                .toList());
    assertThat(report.holds()).isTrue();
    assertThat(report.claim().orElseThrow().status()).isEqualTo("fail");
  }

  @Test
  void theSameInputGivesTheSameBytes() {
    assertThat(SampleAudit.bundle(verdict, archive)).containsExactlyEntriesOf(files);
  }

  @Test
  void noFileHoldsThePrivateKey() {
    String secret = SampleAudit.SEALER.toPem().lines().skip(1).findFirst().orElseThrow();
    assertThat(files.values())
        .noneMatch(
            bytes ->
                new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).contains(secret));
  }

  @Test
  void aVerdictWithoutItsPolicyIsNotPacked() {
    EvidenceBundle.Policies none = new EvidenceBundle.Policies(Map.of(), List.of());
    assertThatThrownBy(
            () ->
                EvidenceBundle.of(
                    verdict, SampleAudit.SEALER, none, SampleAudit.CUSTODY, seal -> Map.of()))
        .hasMessageContaining("is lacking");
  }

  @Test
  void withoutASupplementThatCannotBeHadThereIsNoBundle() {
    Problem away = new Problem("AWAY", "nobody answers", "ask later");
    assertThatThrownBy(
            () ->
                EvidenceBundle.of(
                    verdict,
                    SampleAudit.SEALER,
                    new EvidenceBundle.Policies(Map.of(Digest.of(archive), archive), List.of()),
                    SampleAudit.CUSTODY,
                    none -> Map.of(),
                    seal -> {
                      throw new BundleException(away);
                    }))
        .isInstanceOf(BundleException.class)
        .hasMessage("nobody answers");
  }

  @Test
  void aReportIsListedAndItsNameCannotLeadAstray() {
    assertThat(files).containsKey("data/reports/verdict.html");
    EvidenceBundle.Policies policies =
        new EvidenceBundle.Policies(Map.of(Digest.of(archive), archive), List.of());
    assertThatThrownBy(
            () ->
                EvidenceBundle.of(
                    verdict,
                    SampleAudit.SEALER,
                    policies,
                    SampleAudit.CUSTODY,
                    seal -> Map.of("../x.html", new byte[1])))
        .hasMessageContaining("a name that no file may have");
  }

  @Test
  void differencesAreCalledByTheirNames() {
    SortedMap<String, byte[]> mutant = new TreeMap<>(files);
    mutant.remove(EvidenceBundle.COVERAGE);
    mutant.put("data/other.json", bytes(EvidenceBundle.COVERAGE));
    mutant.put(EvidenceBundle.GUIDE, bytes(EvidenceBundle.SEALER));
    mutant.remove(EvidenceBundle.AUTHORS);
    mutant.put(POLICY, new byte[3]);
    mutant.put("data/more.txt", new byte[] {1});
    assertThat(messages(mutant, BundleCheck.FILES))
        .contains("RENAMED `data/coverage.json` is called `data/other.json`")
        .contains("SWAPPED `VERIFY.md` holds what belongs in `trust/sealer.pem`")
        .contains("MISSING `trust/authors.pem` is not there")
        .contains("CHANGED `" + POLICY + "` has another digest than the index says")
        .contains("UNLISTED `data/more.txt` is not in the index")
        .hasSize(5);
  }

  @Test
  void anAddedFileIsFoundEvenWhenTheManifestsListIt() {
    SortedMap<String, byte[]> mutant = new TreeMap<>(files);
    mutant.put("data/more.txt", new byte[] {1});
    repack(mutant);
    assertThat(messages(mutant, BundleCheck.MANIFESTS)).isEmpty();
    assertThat(codes(mutant, BundleCheck.FILES)).contains("UNLISTED");
    assertThat(SampleAudit.verify(mutant).holds()).isFalse();
  }

  @Test
  void anotherVerdictOfTheSameKeyIsNotTheOneListed() throws Exception {
    Verdict other = SampleAudit.verdict(one -> one, thing("a", true));
    SortedMap<String, byte[]> mutant = new TreeMap<>(files);
    mutant.put(EvidenceBundle.VERDICT, Seal.of(other, SampleAudit.SEALER));
    repack(mutant);
    assertThat(SampleAudit.verify(mutant).holds()).isFalse();
    assertThat(codes(mutant, BundleCheck.EVIDENCE)).containsExactly("BAD_EVIDENCE");
    assertThat(codes(mutant, BundleCheck.FILES)).contains("CHANGED");
  }

  @Test
  void theVerdictIsNotTakenForAnIndex() {
    SortedMap<String, byte[]> mutant = new TreeMap<>(files);
    mutant.put(BundleIndexFile.NAME, bytes(EvidenceBundle.VERDICT));
    assertThat(codes(mutant, BundleCheck.INDEX)).containsAnyOf("BAD_INDEX", "UNKNOWN_ALGORITHM");
  }

  @Test
  void anothersKeyIsRefused() {
    SigningKey other = SigningKey.generate(new SecureRandom());
    BundleReport report =
        BundleVerifier.verify(
            files, new TrustRoot(other.verificationKey(), List.of(SampleAudit.AUTHOR.key())), NOW);
    assertThat(report.holds()).isFalse();
    assertThat(report.claim()).isEmpty();
    assertThat(report.line(BundleCheck.INDEX).problems())
        .extracting(Problem::code)
        .containsExactly("WRONG_KEY");
  }

  @Test
  void aPolicyOfAnAuthorWhoIsNotTrustedIsRefused() {
    TrustRoot trust =
        new TrustRoot(
            SampleAudit.SEALER.verificationKey(),
            List.of(BundleSigner.generate(new SecureRandom()).key()));
    BundleReport report = BundleVerifier.verify(files, trust, NOW);
    assertThat(report.holds()).isFalse();
    assertThat(report.line(BundleCheck.AUTHORS).result()).isEqualTo(Result.FAILED);
  }

  @Test
  void aTimeYetToComeIsRefused() {
    BundleReport report = BundleVerifier.verify(files, SampleAudit.trust(), NOW.minusSeconds(30));
    assertThat(report.holds()).isFalse();
    assertThat(report.line(BundleCheck.TIME).problems())
        .extracting(Problem::code)
        .containsOnly("FUTURE_TIME");
  }

  @Test
  void aVerdictThatIsOverStaysAuthenticAndSaysSo() {
    Instant later = NOW.plusSeconds(400L * 24 * 3600);
    BundleReport report = BundleVerifier.verify(files, SampleAudit.trust(), later);
    assertThat(report.holds()).isTrue();
    assertThat(report.line(BundleCheck.TIME).detail()).contains("valid no longer than");
  }

  @Test
  void stepsThatDoNotFollowEachOtherAreRefused() throws BundleException {
    Custody odd = new Custody(NOW, NOW.minusSeconds(1));
    SortedMap<String, byte[]> disordered =
        EvidenceBundle.of(
            verdict,
            SampleAudit.SEALER,
            new EvidenceBundle.Policies(Map.of(Digest.of(archive), archive), List.of()),
            odd,
            seal -> Map.of());
    assertThat(codes(disordered, BundleCheck.CUSTODY)).containsExactly("TIME_ORDER");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "../evil",
        "/etc/passwd",
        "data/../../x",
        "data//x",
        "data/./x",
        "C:\\x",
        "data/a\\b",
        "data/.hidden",
        "data/ä",
        "data/a b",
        "data/x\n",
        "",
        "a/b/c/d/e"
      })
  void aNameThatLeadsAstrayIsRefused(String name) {
    SortedMap<String, byte[]> mutant = new TreeMap<>(files);
    mutant.put(name, new byte[] {1});
    assertThat(codes(mutant, BundleCheck.LAYOUT)).contains("UNSAFE_NAME");
  }

  @Test
  void namesThatCollideAreRefused() {
    SortedMap<String, byte[]> mutant = new TreeMap<>(files);
    mutant.put("data/Coverage.json", new byte[] {1});
    assertThat(codes(mutant, BundleCheck.LAYOUT)).containsExactly("CASE_COLLISION", "BAD_BAG");
    assertThat(BundleNames.problems(List.of("a", "a")))
        .extracting(Problem::code)
        .containsExactly("DUPLICATE_NAME");
  }

  @Test
  void anAbsurdNumberOfFilesIsRefused() {
    SortedMap<String, byte[]> mutant = new TreeMap<>(files);
    IntStream.range(0, BundleNames.MAX_FILES).forEach(i -> mutant.put("data/" + i, new byte[0]));
    assertThat(codes(mutant, BundleCheck.LAYOUT)).contains("TOO_MANY_FILES");
  }

  @Test
  void aManifestOfAnotherAlgorithmIsRefused() {
    SortedMap<String, byte[]> mutant = new TreeMap<>(files);
    mutant.put("manifest-md5.txt", new byte[0]);
    assertThat(codes(mutant, BundleCheck.LAYOUT)).contains("UNKNOWN_ALGORITHM");
  }

  @Test
  void anIndexOfAnotherAlgorithmIsRefused() {
    CanonicalJson statement =
        CanonicalJson.of(
            Map.of("subject", List.of(Map.of("name", "a", "digest", Map.of("md5", "00")))));
    SortedMap<String, byte[]> mutant = new TreeMap<>(files);
    mutant.put(BundleIndexFile.NAME, Envelope.sign(statement.bytes(), SampleAudit.SEALER).toFile());
    assertThat(codes(mutant, BundleCheck.INDEX)).containsExactly("UNKNOWN_ALGORITHM");
  }

  @Test
  void whatCannotBeTakenApartProvesNothing() {
    BundleReport report = BundleReport.refused(List.of(new Problem("SYMLINK", "`a`", "fix")));
    assertThat(report.holds()).isFalse();
    assertThat(report.lines()).extracting(BundleReport.Line::result).doesNotContain(Result.PASSED);
  }

  @Test
  void theReportAsJsonSaysWhatEachCheckProves() {
    String json = SampleAudit.verify(files).toJson().toString();
    assertThat(json).contains("\"authentic\":true").contains("\"proves\":\"the policies are those");
  }

  /** What someone without the key can do after a change. */
  private static void repack(SortedMap<String, byte[]> mutant) {
    mutant.put(BagIt.INFO, BagIt.info(mutant));
    mutant.put(BagIt.MANIFEST, BagIt.manifest(BundleDigests.of(mutant)));
    mutant.put(BagIt.TAG_MANIFEST, BagIt.tagManifest(BundleDigests.of(mutant)));
  }

  private byte[] bytes(String name) {
    return files.getOrDefault(name, new byte[0]);
  }

  private static List<String> codes(SortedMap<String, byte[]> mutant, BundleCheck check) {
    return problems(mutant, check).stream().map(Problem::code).toList();
  }

  private static List<String> messages(SortedMap<String, byte[]> mutant, BundleCheck check) {
    return problems(mutant, check).stream().map(one -> one.code() + " " + one.message()).toList();
  }

  private static List<Problem> problems(SortedMap<String, byte[]> mutant, BundleCheck check) {
    return SampleAudit.verify(mutant).line(check).problems();
  }
}
