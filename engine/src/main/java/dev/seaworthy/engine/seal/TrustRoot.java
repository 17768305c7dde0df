package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.key.MlDsaVerificationKey;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.policy.bundle.BundleKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Whom someone who checks a bundle trusts, and for what. It never comes from the bundle.
 *
 * @param sealer the key that must have sealed the verdict and signed the index
 * @param authors keys, one of which must have signed each policy
 * @param rules what else must hold of keys and times
 * @param longTerm the key that must have signed the verdict besides; empty where none is demanded
 */
public record TrustRoot(
    VerificationKey sealer,
    Collection<BundleKey> authors,
    TrustRules rules,
    Optional<MlDsaVerificationKey> longTerm) {
  public TrustRoot {
    authors = List.copyOf(authors);
  }

  /** No more than these keys. */
  public TrustRoot(VerificationKey sealer, Collection<BundleKey> authors) {
    this(sealer, authors, TrustRules.NONE);
  }

  /** These keys and rules, and one signature. */
  public TrustRoot(VerificationKey sealer, Collection<BundleKey> authors, TrustRules rules) {
    this(sealer, authors, rules, Optional.empty());
  }

  /** Demands that this key signed besides. */
  public TrustRoot and(MlDsaVerificationKey demanded) {
    return new TrustRoot(sealer, authors, rules, Optional.of(demanded));
  }

  /** The same with other rules. */
  public TrustRoot with(TrustRules others) {
    return new TrustRoot(sealer, authors, others, longTerm);
  }

  /** Every key that may have sealed a verdict. */
  public List<VerificationKey> sealers() {
    return Stream.concat(Stream.of(sealer), rules.of(Role.ENGINE).map(TrustedKey::key))
        .distinct()
        .toList();
  }

  /**
   * The same where several keys may have sealed: with the one that the verdict names, if it is
   * trusted to judge. A name alone proves nothing; the key that it chooses must verify.
   */
  TrustRoot chosenFor(SortedMap<String, byte[]> files) {
    byte[] seal = files.get(EvidenceBundle.VERDICT);
    if (seal == null || rules.of(Role.ENGINE).findAny().isEmpty()) {
      return this;
    }
    try {
      String named = Envelope.parse(seal).keyId();
      return rules
          .of(Role.ENGINE)
          .map(TrustedKey::key)
          .filter(key -> key.id().equals(named))
          .findFirst()
          .map(key -> new TrustRoot(key, authors, rules, longTerm))
          .orElse(this);
    } catch (NotCanonicalException e) {
      return this;
    }
  }
}
