package dev.seaworthy.collectors.network.reach;

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

  static final Set<String> GROUPS =
      Set.of(
          "cilium.io",
          "crd.projectcalico.org",
          "projectcalico.org",
          "crd.antrea.io",
          "k8s.ovn.org",
          "network.openshift.io");

  private ForeignPolicies() {}

  /** Whether {@code kind} may be such a policy; its API group tells. */
  static boolean isKind(String kind) {
    return KINDS.contains(kind);
  }

  static boolean isGroup(String group) {
    return GROUPS.contains(group);
  }
}
