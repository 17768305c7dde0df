package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.key.VerificationKey;
import java.time.Instant;

/**
 * A key, what it is trusted for, and when.
 *
 * @param name what its owner calls it
 * @param from the first moment of trust
 * @param until the first moment after it
 */
public record TrustedKey(String name, Role role, VerificationKey key, Instant from, Instant until) {
  public TrustedKey {
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("a period ends after it begins");
    }
  }

  boolean isValidAt(Instant time) {
    return !time.isBefore(from) && time.isBefore(until);
  }
}
