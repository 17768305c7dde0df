package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.x509.Authority;
import java.time.Instant;
import java.util.Set;

/**
 * A time-stamp authority that is trusted.
 *
 * @param name what its owner calls it
 * @param authority its certificates, and when they are trusted
 * @param policies of it that are accepted, as object identifiers; any where there are none
 */
public record TrustedStamper(String name, Authority authority, Set<String> policies) {
  public TrustedStamper {
    policies = Set.copyOf(policies);
  }

  /**
   * The same as far as it counts. Who has its key writes any time into a stamp, so that after a
   * loss none counts; of one that merely ended, those of before do.
   */
  TrustedStamper revoked(Revocation revocation) {
    Instant last =
        revocation.compromisedSince().isPresent() ? Instant.MIN : revocation.from().minusNanos(1);
    Instant to = last.isBefore(authority.to()) ? last : authority.to();
    return new TrustedStamper(
        name, new Authority(authority.chain(), authority.from(), to), policies);
  }

  boolean accepts(String policy) {
    return policies.isEmpty() || policies.contains(policy);
  }
}
