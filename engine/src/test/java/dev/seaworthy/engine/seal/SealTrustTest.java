package dev.seaworthy.engine.seal;

import static dev.seaworthy.engine.verdict.Samples.thing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.policy.PolicyException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of verdicts beside others, too, those of a key that was revoked or outdated do not count. */
class SealTrustTest {
  private static final Instant AT = SampleStamps.AT;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant NOW = AT.plus(DAY.multipliedBy(30));
  private static final VerificationKey SEALER = SampleAudit.SEALER.verificationKey();

  private SealedFile plain = new SealedFile(new byte[0]);
  private SealedFile stamped = plain;

  @BeforeEach
  void makeVerdicts() throws PolicyException {
    SortedMap<String, byte[]> bundle =
        SampleAudit.bundle(
            SampleAudit.verdict(one -> one, thing("a", true)), SampleAudit.realPolicy());
    byte[] seal = bundle.getOrDefault(EvidenceBundle.VERDICT, new byte[0]);
    plain = new SealedFile(seal);
    stamped = new SealedFile(seal, Timestamps.of(SampleStamps.stamped(bundle)));
  }

  @Test
  void whatIsAttestedToBeOfBeforeARevocationCounts() {
    assertThat(codes(stamped, revoking(AT.plus(DAY)))).isEmpty();
    assertThat(codes(stamped, revoking(AT))).containsExactly("KEY_REVOKED");
  }

  @Test
  void withoutAnAttestedTimeNothingOfARevokedKeyCounts() {
    assertThat(codes(plain, revoking(AT.plus(DAY)))).containsExactly("KEY_REVOKED");
  }

  @Test
  void aStampOfAnotherVerdictAttestsNothing() throws PolicyException {
    SortedMap<String, byte[]> other =
        SampleAudit.bundle(
            SampleAudit.verdict(one -> one, thing("b", true)), SampleAudit.realPolicy());
    SealedFile mixed =
        new SealedFile(other.getOrDefault(EvidenceBundle.VERDICT, new byte[0]), stamped.stamps());
    assertThat(codes(mixed, revoking(AT.plus(DAY)))).containsExactly("KEY_REVOKED");
  }

  @Test
  void aStampOfAStrangerAttestsNothing() {
    SealTrust trust = SealTrust.of(SampleStamps.trust(rules(List.of(), AT.plus(DAY))));
    assertThat(codes(stamped, trust)).containsExactly("KEY_REVOKED");
  }

  @Test
  void aKeyCountsWithinItsTime() {
    assertThat(codes(plain, during(Instant.MIN, Instant.MAX))).isEmpty();
    assertThat(codes(stamped, during(Instant.MIN, AT))).containsExactly("KEY_EXPIRED");
    assertThat(codes(stamped, during(AT.plusSeconds(1), Instant.MAX)))
        .containsExactly("KEY_NOT_YET_VALID");
  }

  @Test
  void aKeyBesidesCountsUnlessItWasRevoked() {
    VerificationKey stranger = SigningKey.generate(new SecureRandom()).verificationKey();
    SealTrust besides = SealTrust.of(List.of(stranger)).and(List.of(SEALER));
    assertThat(codes(plain, besides)).isEmpty();
    assertThat(codes(plain, SealTrust.of(List.of(stranger)))).containsExactly("UNTRUSTED_KEY");
  }

  @Test
  void aChainWithAVerdictOfARevokedKeyIsNotWhole() {
    SortedMap<String, SealedFile> files = new TreeMap<>(Map.of("a.seal", stamped));
    assertThat(VerdictChain.of(files, revoking(AT.plus(DAY)), NOW).isWhole()).isTrue();
    VerdictChain chain = VerdictChain.of(files, revoking(AT), NOW);
    assertThat(chain.isWhole()).isFalse();
    assertThat(chain.refused().values()).extracting(Problem::code).containsExactly("KEY_REVOKED");
  }

  private static List<String> codes(SealedFile file, SealTrust trust) {
    try {
      trust.open(file, NOW);
      return List.of();
    } catch (SealException e) {
      return List.of(e.problem().code());
    }
  }

  private static SealTrust revoking(Instant at) {
    return SealTrust.of(SampleStamps.trust(rules(List.of(SampleStamps.one()), at)));
  }

  private static TrustRules rules(List<TrustedStamper> stampers, Instant at) {
    return new TrustRules(
            List.of(SampleStamps.sealer(Instant.MIN, Instant.MAX)),
            stampers,
            stampers.size(),
            TrustRules.TOLERANCE)
        .revoking(List.of(new Revocation(SEALER.id(), at, "it was lost", Optional.empty())));
  }

  private static SealTrust during(Instant from, Instant until) {
    return SealTrust.of(
        SampleStamps.trust(
            new TrustRules(
                List.of(SampleStamps.sealer(from, until)),
                List.of(SampleStamps.one()),
                1,
                TrustRules.TOLERANCE)));
  }
}
