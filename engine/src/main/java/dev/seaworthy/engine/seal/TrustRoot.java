package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.key.MlDsaVerificationKey;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.policy.bundle.BundleKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Whom someone who checks a bundle trusts, and for what. It never comes from the bundle.
 *
 * @param sealer the key that must have sealed the verdict and signed the index
 * @param authors keys, one of which must have signed each policy
 * @param longTerm the key that must have signed the verdict besides; empty where none is demanded
 */
public record TrustRoot(
    VerificationKey sealer,
    Collection<BundleKey> authors,
    Optional<MlDsaVerificationKey> longTerm) {
  public TrustRoot {
    authors = List.copyOf(authors);
  }

  /** Demands one signature. */
  public TrustRoot(VerificationKey sealer, Collection<BundleKey> authors) {
    this(sealer, authors, Optional.empty());
  }

  /** Demands that this key signed besides. */
  public TrustRoot and(MlDsaVerificationKey demanded) {
    return new TrustRoot(sealer, authors, Optional.of(demanded));
  }
}
