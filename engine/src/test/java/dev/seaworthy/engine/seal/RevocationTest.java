package dev.seaworthy.engine.seal;

import static dev.seaworthy.engine.verdict.Samples.thing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.key.KeyException;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.policy.PolicyException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A revoked key counts for what is attested to have been there before, and for nothing else. */
class RevocationTest {
  private static final Instant AT = SampleStamps.AT;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant LATER = AT.plus(DAY);
  private static final String SEALER = SampleAudit.SEALER.verificationKey().id();
  private static final Instant NOW = AT.plus(DAY.multipliedBy(30));

  private SortedMap<String, byte[]> plain = new java.util.TreeMap<>();
  private SortedMap<String, byte[]> stamped = new java.util.TreeMap<>();

  @BeforeEach
  void makeBundles() throws PolicyException {
    plain =
        SampleAudit.bundle(
            SampleAudit.verdict(one -> one, thing("a", true)), SampleAudit.realPolicy());
    stamped = SampleStamps.stamped(plain);
  }

  @Test
  void whatIsAttestedToBeOfBeforeCounts() {
    BundleReport report = verify(stamped, stampers(revoked(SEALER, LATER, Optional.empty())));
    assertThat(report.holds()).isTrue();
    assertThat(report.line(BundleCheck.KEYS).detail())
        .endsWith("; it was there before the key was revoked (%s)".formatted(LATER));
  }

  @Test
  void withoutAnAttestedTimeNothingOfARevokedKeyCounts() {
    BundleReport report = verify(plain, none(revoked(SEALER, LATER, Optional.empty())));
    assertThat(report.holds()).isFalse();
    assertThat(report.line(BundleCheck.KEYS).problems())
        .extracting(Problem::code)
        .containsExactly("KEY_REVOKED");
    assertThat(report.line(BundleCheck.KEYS).problems().get(0).message())
        .contains("`release` was revoked", "it was lost", "no authority attests");
  }

  @Test
  void theFirstMomentOfRevocationCountsNoMore() {
    assertThat(keyCodes(stampers(revoked(SEALER, AT, Optional.empty()))))
        .containsExactly("KEY_REVOKED");
    assertThat(keyCodes(stampers(revoked(SEALER, AT.plusSeconds(1), Optional.empty())))).isEmpty();
  }

  @Test
  void sinceALossNothingCountsThoughItWasSaidLater() {
    assertThat(keyCodes(stampers(revoked(SEALER, LATER, Optional.of(AT.minus(DAY))))))
        .containsExactly("KEY_REVOKED");
  }

  @Test
  void anotherKeysRevocationChangesNothing() {
    assertThat(keyCodes(stampers(revoked("SHA256:other", AT.minus(DAY), Optional.empty()))))
        .isEmpty();
  }

  @Test
  void aRevokedAuthorsPoliciesCountOnlyWithAnAttestedTimeOfBefore() throws KeyException {
    VerificationKey author = VerificationKey.fromPem(SampleAudit.AUTHOR.key().toPem());
    assertThat(keyCodes(stampers(revoked(author.id(), LATER, Optional.empty())))).isEmpty();
    assertThat(keyCodes(stampers(revoked(author.id(), AT, Optional.empty()))))
        .containsExactly("KEY_REVOKED");
  }

  @Test
  void ofALostAuthorityNoStampCountsAndOfAnEndedOneThoseOfBefore() {
    BundleReport lost =
        verify(stamped, stampers(revoked("one", LATER, Optional.of(LATER.minusSeconds(1)))));
    assertThat(lost.line(BundleCheck.ATTESTED).problems())
        .extracting(Problem::code)
        .containsExactly("AUTHORITY_NOT_VALID", "TOO_FEW_STAMPS");
    assertThat(verify(stamped, stampers(revoked("one", LATER, Optional.empty()))).holds()).isTrue();
    assertThat(verify(stamped, stampers(revoked("one", AT, Optional.empty()))).holds()).isFalse();
  }

  private List<String> keyCodes(TrustRules rules) {
    return verify(stamped, rules).line(BundleCheck.KEYS).problems().stream()
        .map(Problem::code)
        .toList();
  }

  private static BundleReport verify(SortedMap<String, byte[]> files, TrustRules rules) {
    return BundleVerifier.verify(files, SampleStamps.trust(rules), NOW);
  }

  private static Revocation revoked(String key, Instant at, Optional<Instant> since) {
    return new Revocation(key, at, "it was lost", since);
  }

  private static TrustRules stampers(Revocation revocation) {
    return new TrustRules(
            List.of(SampleStamps.sealer(Instant.MIN, Instant.MAX)),
            List.of(SampleStamps.one()),
            1,
            TrustRules.TOLERANCE)
        .revoking(List.of(revocation));
  }

  private static TrustRules none(Revocation revocation) {
    return new TrustRules(
            List.of(SampleStamps.sealer(Instant.MIN, Instant.MAX)),
            List.of(),
            0,
            TrustRules.TOLERANCE)
        .revoking(List.of(revocation));
  }
}
