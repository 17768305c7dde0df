package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.stamp.StampException;
import dev.seaworthy.engine.stamp.TestAuthority;
import dev.seaworthy.engine.stamp.TimeStampQuery;
import dev.seaworthy.engine.verdict.Samples;
import dev.seaworthy.engine.x509.Authority;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Two authorities, and what they attest of {@link SampleAudit}'s verdicts. */
final class SampleStamps {
  static final TestAuthority ONE = authority();
  static final TestAuthority TWO = authority();
  static final Instant AT = Samples.NOW;

  private SampleStamps() {}

  private static TestAuthority authority() {
    SecureRandom random = new SecureRandom();
    return TestAuthority.of(
        SigningKey.generate(random),
        SigningKey.generate(random),
        Samples.NOW.minus(Duration.ofDays(100)),
        Samples.NOW.plus(Duration.ofDays(100)));
  }

  /** An answer of {@code authority} about a signature. */
  static byte[] stamp(TestAuthority authority, byte[] signature, Instant at) {
    BigInteger nonce = new BigInteger(1, Digest.sha256().digest(signature));
    try {
      return authority.answer(TimeStampQuery.over(signature, nonce).bytes(), at, BigInteger.ONE);
    } catch (StampException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same bundle, stamped by both. */
  static SortedMap<String, byte[]> stamped(SortedMap<String, byte[]> files) {
    byte[] signature = Timestamps.stamped(Timestamps.sealIn(files));
    return stamped(files, stamp(ONE, signature, AT), stamp(TWO, signature, AT.plusSeconds(1)));
  }

  static SortedMap<String, byte[]> stamped(SortedMap<String, byte[]> files, byte[]... stamps) {
    SortedMap<String, byte[]> stamped = new TreeMap<>(files);
    try {
      stamped.putAll(Timestamps.by(signature -> List.of(stamps)).files(Timestamps.sealIn(files)));
    } catch (BundleException e) {
      throw new IllegalStateException(e);
    }
    EvidenceBundle.pack(stamped, SampleAudit.SEALER);
    return stamped;
  }

  static TrustedStamper one() {
    return new TrustedStamper("one", ONE.trusted(), Set.of());
  }

  static TrustedStamper two() {
    return new TrustedStamper("two", TWO.trusted(), Set.of(TestAuthority.POLICY));
  }

  /** The first, trusted in a stretch of time only. */
  static TrustedStamper one(Instant from, Instant to) {
    return new TrustedStamper("one", new Authority(ONE.chain(), from, to), Set.of());
  }

  /** The sealer at any time, and both authorities. */
  static TrustRoot trust(int threshold) {
    return trust(
        new TrustRules(
            List.of(sealer(Instant.MIN, Instant.MAX)),
            List.of(one(), two()),
            threshold,
            TrustRules.TOLERANCE));
  }

  static TrustRoot trust(TrustRules rules) {
    return new TrustRoot(
        SampleAudit.SEALER.verificationKey(), List.of(SampleAudit.AUTHOR.key()), rules);
  }

  static TrustedKey sealer(Instant from, Instant until) {
    return new TrustedKey(
        "release", Role.ENGINE, SampleAudit.SEALER.verificationKey(), from, until);
  }
}
