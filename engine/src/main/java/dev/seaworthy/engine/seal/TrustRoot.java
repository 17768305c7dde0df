package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.policy.bundle.BundleKey;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;

/**
 * Whom someone who checks a bundle trusts, and for what. It never comes from the bundle.
 *
 * @param sealer the key that must have sealed the verdict and signed the index
 * @param authors keys, one of which must have signed each policy
 * @param rules what else must hold of keys and times
 */
public record TrustRoot(VerificationKey sealer, Collection<BundleKey> authors, TrustRules rules) {
  public TrustRoot {
    authors = List.copyOf(authors);
  }

  /** No more than these keys. */
  public TrustRoot(VerificationKey sealer, Collection<BundleKey> authors) {
    this(sealer, authors, TrustRules.NONE);
  }

  /**
   * The same where several keys may have sealed: with the one that the verdict names, if it is
   * trusted to judge. A name alone proves nothing; the key that it chooses must verify.
   */
  TrustRoot chosenFor(SortedMap<String, byte[]> files) {
    byte[] seal = files.get(EvidenceBundle.VERDICT);
    if (seal == null) {
      return this;
    }
    try {
      String named = Envelope.parse(seal).keyId();
      return rules
          .of(Role.ENGINE)
          .map(TrustedKey::key)
          .filter(key -> key.id().equals(named))
          .findFirst()
          .map(key -> new TrustRoot(key, authors, rules))
          .orElse(this);
    } catch (NotCanonicalException e) {
      return this;
    }
  }
}
