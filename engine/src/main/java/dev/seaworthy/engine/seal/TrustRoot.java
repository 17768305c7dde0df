package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.policy.bundle.BundleKey;
import java.util.Collection;
import java.util.List;

/**
 * Whom someone who checks a bundle trusts, and for what. It never comes from the bundle.
 *
 * @param sealer the key that must have sealed the verdict and signed the index
 * @param authors keys, one of which must have signed each policy
 */
public record TrustRoot(VerificationKey sealer, Collection<BundleKey> authors) {
  public TrustRoot {
    authors = List.copyOf(authors);
  }
}
