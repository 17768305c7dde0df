package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.kubernetes.KindEvidence;
import java.util.Set;

/** Policies of network plug-ins' own kinds, which decide beside or before Kubernetes' own. */
final class ForeignPolicies {
  static final Set<String> KINDS =
      Set.of(
          "CiliumNetworkPolicy",
          "CiliumClusterwideNetworkPolicy",
          "NetworkPolicy",
          "GlobalNetworkPolicy",
          "ClusterNetworkPolicy",
          "EgressFirewall",
          "EgressNetworkPolicy");

  private ForeignPolicies() {}

  /** Whether {@code kind} may be such a policy; its API group tells. */
  static boolean isKind(String kind) {
    return KINDS.contains(kind);
  }

  static boolean isGroup(String group) {
    return KindEvidence.POLICY_GROUPS.contains(group);
  }
}
