package dev.seaworthy.engine.seal;

import static dev.seaworthy.engine.verdict.Samples.NOW;
import static dev.seaworthy.engine.verdict.Samples.thing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.key.KeyException;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.seal.SealReport.Result;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StampedBundleTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant YEAR_LATER = NOW.plus(Duration.ofDays(365));

  private final SortedMap<String, byte[]> plain;
  private final SortedMap<String, byte[]> files;
  private final byte[] signature;

  StampedBundleTest() throws PolicyException {
    plain =
        SampleAudit.bundle(
            SampleAudit.verdict(one -> one, thing("a", true)), SampleAudit.realPolicy());
    files = SampleStamps.stamped(plain);
    signature = Timestamps.stamped(Timestamps.sealIn(plain));
  }

  @Test
  void aStampedBundleHoldsAndSaysWhenItWasSigned() {
    BundleReport report = BundleVerifier.verify(files, SampleStamps.trust(2), NOW);
    assertThat(report.lines()).filteredOn(line -> line.result() != Result.PASSED).isEmpty();
    assertThat(report.lines())
        .extracting(BundleReport.Line::check)
        .containsExactlyElementsOf(
            EnumSet.complementOf(EnumSet.of(BundleCheck.LONG_TERM, BundleCheck.PRESERVED)));
    assertThat(report.line(BundleCheck.ATTESTED).detail())
        .isEqualTo(
            "signed no later than %s: `one` at %s, `two` at %s"
                .formatted(NOW, NOW, NOW.plusSeconds(1)));
    assertThat(report.line(BundleCheck.KEYS).detail()).contains("as attested");
  }

  @Test
  void noTimeStampsLeaveTheBundleAsItIs() {
    SortedMap<String, byte[]> same = SampleStamps.stamped(plain, new byte[0][]);
    assertThat(same).containsExactlyEntriesOf(plain);
  }

  @Test
  void whoTrustsNoAuthorityIsToldNoTime() {
    BundleReport report = SampleAudit.verify(files);
    assertThat(report.holds()).isTrue();
    assertThat(report.lines())
        .extracting(BundleReport.Line::check)
        .contains(BundleCheck.STAMPS, BundleCheck.DUTIES)
        .doesNotContain(BundleCheck.ATTESTED, BundleCheck.KEYS);
  }

  @Test
  void aBundleWithoutTheStampsThatAreDemandedIsRefused() {
    assertThat(codes(plain, SampleStamps.trust(1), BundleCheck.ATTESTED))
        .containsExactly("TOO_FEW_STAMPS");
    SortedMap<String, byte[]> once =
        SampleStamps.stamped(plain, SampleStamps.stamp(SampleStamps.ONE, signature, NOW));
    assertThat(codes(once, SampleStamps.trust(2), BundleCheck.ATTESTED))
        .containsExactly("TOO_FEW_STAMPS");
    assertThat(BundleVerifier.verify(once, SampleStamps.trust(1), NOW).holds()).isTrue();
  }

  @Test
  void twoStampsOfOneAuthorityCountOnce() {
    byte[] stamp = SampleStamps.stamp(SampleStamps.ONE, signature, NOW);
    assertThat(
            codes(
                SampleStamps.stamped(plain, stamp, stamp),
                SampleStamps.trust(2),
                BundleCheck.ATTESTED))
        .containsExactly("TOO_FEW_STAMPS");
  }

  @Test
  void aStampOfAnotherSignatureIsRefusedEvenFromTheSealer() {
    byte[] other =
        SampleStamps.stamp(
            SampleStamps.ONE, "another".getBytes(StandardCharsets.UTF_8), SampleStamps.AT);
    SortedMap<String, byte[]> odd = SampleStamps.stamped(plain, other);
    assertThat(codes(odd, SampleAudit.trust(), BundleCheck.STAMPS))
        .containsExactly("OTHER_SIGNATURE");
    SortedMap<String, byte[]> noStamp = SampleStamps.stamped(plain, new byte[] {1});
    assertThat(codes(noStamp, SampleAudit.trust(), BundleCheck.STAMPS))
        .containsExactly("BAD_STAMP");
  }

  @Test
  void aStampThatNobodyCountsIsRefused() {
    SortedMap<String, byte[]> more = new TreeMap<>(files);
    more.put(Timestamps.FOLDER + "9.tsr", new byte[] {1});
    EvidenceBundle.pack(more, SampleAudit.SEALER);
    assertThat(codes(more, SampleAudit.trust(), BundleCheck.STAMPS))
        .containsExactly("UNREAD_STAMP");
  }

  @Test
  void theSigstoreBundleHoldsTheSameStamps() {
    SortedMap<String, byte[]> odd = new TreeMap<>(files);
    odd.put(EvidenceBundle.SIGSTORE, SigstoreBundle.of(Timestamps.sealIn(files)));
    EvidenceBundle.pack(odd, SampleAudit.SEALER);
    assertThat(codes(odd, SampleAudit.trust(), BundleCheck.SIGSTORE))
        .containsExactly("CONTRADICTION");
  }

  @Test
  void authoritiesThatDisagreeAreRefused() {
    SortedMap<String, byte[]> odd =
        SampleStamps.stamped(
            plain,
            SampleStamps.stamp(SampleStamps.ONE, signature, NOW),
            SampleStamps.stamp(SampleStamps.TWO, signature, NOW.plus(DAY)));
    BundleReport report = BundleVerifier.verify(odd, SampleStamps.trust(2), NOW.plus(DAY));
    assertThat(codes(report, BundleCheck.ATTESTED))
        .containsExactly("STAMPS_DISAGREE", "SEALED_OTHER_TIME");
  }

  @Test
  void anAttestedTimeThatIsYetToComeIsRefused() {
    SortedMap<String, byte[]> odd =
        SampleStamps.stamped(plain, SampleStamps.stamp(SampleStamps.ONE, signature, NOW.plus(DAY)));
    assertThat(codes(odd, SampleStamps.trust(1), BundleCheck.ATTESTED))
        .containsExactly("FUTURE_TIME", "SEALED_OTHER_TIME");
  }

  @Test
  void anAuthorityCountsOnlyWhileItIsTrusted() {
    TrustRules ended = rules(SampleStamps.one(Instant.MIN, NOW.minus(DAY)));
    assertThat(codes(files, SampleStamps.trust(ended), BundleCheck.ATTESTED))
        .containsExactly("AUTHORITY_NOT_VALID", "TOO_FEW_STAMPS");
    TrustedStamper otherPolicy =
        new TrustedStamper("one", SampleStamps.ONE.trusted(), Set.of("1.2.3"));
    assertThat(codes(files, SampleStamps.trust(rules(otherPolicy)), BundleCheck.ATTESTED))
        .containsExactly("WRONG_STAMP_POLICY", "TOO_FEW_STAMPS");
  }

  @Test
  void aKeyThatIsOverNowButWasValidThenIsFine() {
    TrustRoot trust = SampleStamps.trust(window(NOW.minus(DAY), NOW.plus(DAY)));
    assertThat(BundleVerifier.verify(files, trust, YEAR_LATER).holds()).isTrue();
  }

  @Test
  void aKeyThatWasNotValidThenIsRefused() {
    assertThat(codes(files, SampleStamps.trust(window(Instant.MIN, NOW)), BundleCheck.KEYS))
        .containsExactly("KEY_EXPIRED");
    TrustRules young = window(NOW.plus(DAY), Instant.MAX);
    assertThat(codes(files, SampleStamps.trust(young), BundleCheck.KEYS))
        .containsExactly("KEY_NOT_YET_VALID");
  }

  @Test
  void withoutAnAttestedTimeTheSealersOwnWordIsTakenAndSaidToBe() {
    TrustRules rules =
        new TrustRules(
            List.of(SampleStamps.sealer(NOW.minus(DAY), NOW.plus(DAY))),
            List.of(),
            0,
            TrustRules.TOLERANCE);
    BundleReport report = BundleVerifier.verify(plain, SampleStamps.trust(rules), YEAR_LATER);
    assertThat(report.holds()).isTrue();
    assertThat(report.line(BundleCheck.KEYS).detail()).contains("by the sealer's own word");
  }

  @Test
  void anAuthorsKeyThatWasNotValidThenIsRefused() throws KeyException {
    VerificationKey author = VerificationKey.fromPem(SampleAudit.AUTHOR.key().toPem());
    TrustRules rules =
        new TrustRules(
            List.of(
                SampleStamps.sealer(Instant.MIN, Instant.MAX),
                new TrustedKey("author", Role.AUTHOR, author, Instant.MIN, NOW.minus(DAY))),
            List.of(),
            0,
            TrustRules.TOLERANCE);
    assertThat(codes(plain, SampleStamps.trust(rules), BundleCheck.KEYS))
        .containsExactly("KEY_EXPIRED");
  }

  @Test
  void ofSeveralSealersTheOneCountsThatTheVerdictNames() {
    SigningKey other = SigningKey.generate(new SecureRandom());
    TrustedKey newer =
        new TrustedKey("newer", Role.ENGINE, other.verificationKey(), Instant.MIN, Instant.MAX);
    TrustRules rules =
        new TrustRules(
            List.of(newer, SampleStamps.sealer(Instant.MIN, Instant.MAX)),
            List.of(),
            0,
            TrustRules.TOLERANCE);
    TrustRoot trust =
        new TrustRoot(other.verificationKey(), List.of(SampleAudit.AUTHOR.key()), rules);
    assertThat(BundleVerifier.verify(plain, trust, NOW).holds()).isTrue();
  }

  @Test
  void oneKeyInTwoRolesIsRefused() {
    VerificationKey sealer = SampleAudit.SEALER.verificationKey();
    for (Role role : List.of(Role.AUTHOR, Role.APPROVER, Role.WAIVER_APPROVER, Role.LOG)) {
      TrustedKey again = new TrustedKey("again", role, sealer, Instant.MIN, Instant.MAX);
      TrustRules rules =
          new TrustRules(
              List.of(SampleStamps.sealer(Instant.MIN, Instant.MAX), again),
              List.of(),
              0,
              TrustRules.TOLERANCE);
      assertThat(codes(plain, SampleStamps.trust(rules), BundleCheck.DUTIES))
          .as(role.id())
          .containsExactly("SAME_KEY");
    }
  }

  private static TrustRules rules(TrustedStamper stamper) {
    return new TrustRules(
        List.of(SampleStamps.sealer(Instant.MIN, Instant.MAX)),
        List.of(stamper),
        1,
        TrustRules.TOLERANCE);
  }

  private static TrustRules window(Instant from, Instant until) {
    return new TrustRules(
        List.of(SampleStamps.sealer(from, until)),
        List.of(SampleStamps.one(), SampleStamps.two()),
        2,
        TrustRules.TOLERANCE);
  }

  private static List<String> codes(
      SortedMap<String, byte[]> bundle, TrustRoot trust, BundleCheck check) {
    return codes(BundleVerifier.verify(bundle, trust, NOW), check);
  }

  private static List<String> codes(BundleReport report, BundleCheck check) {
    return report.line(check).problems().stream().map(Problem::code).toList();
  }
}
