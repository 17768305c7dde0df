package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.key.VerificationKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whose seals count, and of when: keys, with what a trust root says of their times and of those
 * that were revoked.
 */
public final class SealTrust {
  private final List<VerificationKey> keys;
  private final TrustRules rules;

  private SealTrust(List<VerificationKey> keys, TrustRules rules) {
    this.keys = List.copyOf(keys);
    this.rules = rules;
  }

  /** Keys that count whenever they sealed. */
  public static SealTrust of(List<VerificationKey> keys) {
    return new SealTrust(keys, TrustRules.NONE);
  }

  /** What a trust root says of its sealers. */
  public static SealTrust of(TrustRoot root) {
    return new SealTrust(root.sealers(), root.rules());
  }

  /** These, and keys besides, which count unless they were revoked. */
  public SealTrust and(List<VerificationKey> besides) {
    return new SealTrust(Stream.concat(keys.stream(), besides.stream()).toList(), rules);
  }

  /** Whether a key may have sealed at some time. */
  public boolean knows(VerificationKey key) {
    return keys.stream().anyMatch(one -> one.id().equals(key.id()));
  }

  /**
   * Opens a sealed verdict whose key counts.
   *
   * @param now by the clock of who checks
   * @throws SealException as {@link SealedVerdict#open}, or because the key was not yet or no
   *     longer trusted when it sealed, or was revoked ({@code KEY_REVOKED})
   */
  public SealedVerdict open(SealedFile file, Instant now) throws SealException {
    SealedVerdict verdict = SealedVerdict.open(file.bytes(), keys);
    Optional<Instant> attested = attested(file, now);
    Instant sealed = attested.orElse(verdict.claim().evaluatedAt());
    Optional<Problem> refusal =
        keys.stream()
            .filter(key -> key.id().equals(verdict.keyId()))
            .findFirst()
            .flatMap(key -> refusal(key, sealed, attested));
    if (refusal.isPresent()) {
      throw new SealException(refusal.get());
    }
    return verdict;
  }

  /** Why nothing counts that a key seals at a time, without an attested one; empty if it does. */
  public Optional<Problem> refusal(VerificationKey key, Instant at) {
    return refusal(key, at, Optional.empty());
  }

  private Optional<Problem> refusal(
      VerificationKey key, Instant sealed, Optional<Instant> attested) {
    KeyCheck check = new KeyCheck(new TrustRoot(key, List.of(), rules));
    List<Problem> problems = new ArrayList<>(check.revoked(attested, authors -> true));
    problems.addAll(check.outdated(sealed, authors -> true));
    return problems.stream().findFirst();
  }

  /** Empty unless as many authorities as are needed attest one, and nothing is wrong with it. */
  private Optional<Instant> attested(SealedFile file, Instant now) {
    if (rules.stampers().isEmpty() || file.stamps().isEmpty()) {
      return Optional.empty();
    }
    StampCheck check = new StampCheck(file.stamps(), Timestamps.stamped(file.bytes()), rules);
    boolean sound = check.unsound().isEmpty() && check.problems(Optional.empty(), now).isEmpty();
    return sound ? check.earliest() : Optional.empty();
  }
}
