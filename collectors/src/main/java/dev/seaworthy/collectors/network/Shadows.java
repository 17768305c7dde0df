package dev.seaworthy.collectors.network;

import java.util.List;

/**
 * Finds policies without effect, where that is certain: in each of its directions another policy
 * over the same pods allows everything, so that what this one says is neither needed nor kept.
 */
final class Shadows {
  private final List<Policy> policies;

  Shadows(List<Policy> policies) {
    this.policies = policies;
  }

  boolean isShadowed(Policy policy) {
    return !policy.types().isEmpty()
        && policy.types().stream()
            .allMatch(direction -> policies.stream().anyMatch(o -> hides(o, policy, direction)));
  }

  /** Of two that both allow everything, the first by name is the one that counts. */
  private static boolean hides(Policy other, Policy policy, Direction direction) {
    if (other.manifest().equals(policy.manifest())
        || !other.allowsAll(direction)
        || !other.covers(policy)) {
      return false;
    }
    boolean mutual = policy.allowsAll(direction) && policy.covers(other);
    return !mutual || other.name().compareTo(policy.name()) < 0;
  }
}
