package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.x509.Authority;
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

  boolean accepts(String policy) {
    return policies.isEmpty() || policies.contains(policy);
  }
}
