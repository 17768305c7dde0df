package dev.seaworthy.collectors.iam;

import java.util.List;

/**
 * The shortest way from somebody to a power that they were not given.
 *
 * @param hops at least one; each begins where the one before it ends
 */
public record EscalationPath(
    RbacIdentity subject, EscalationPower power, List<EscalationHop> hops) {
  public EscalationPath {
    hops = List.copyOf(hops);
    if (hops.isEmpty()) {
      throw new IllegalArgumentException("a path has at least one hop");
    }
  }
}
