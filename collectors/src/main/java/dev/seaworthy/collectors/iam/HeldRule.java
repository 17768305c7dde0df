package dev.seaworthy.collectors.iam;

import dev.seaworthy.engine.evidence.Subject;
import java.util.Optional;

/**
 * A rule that somebody has.
 *
 * @param namespace where it holds; empty for the whole cluster
 * @param role what is bound
 * @param permission what gives it; empty where the role has yet to be bound
 */
record HeldRule(
    String namespace, Subject role, RbacRule rule, Optional<RbacPermission> permission) {
  static HeldRule of(RbacPermission permission) {
    return new HeldRule(
        permission.namespace(), permission.role(), permission.rule(), Optional.of(permission));
  }

  boolean reaches(String asked) {
    return namespace.isEmpty() || namespace.equals(asked);
  }

  /** Whether it holds for every object. */
  boolean isUnlimited() {
    return rule.names().isEmpty();
  }
}
