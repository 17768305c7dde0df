package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.kubernetes.KindEvidence;
import dev.seaworthy.collectors.kubernetes.PodPaths;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The kinds of objects that say who can talk to whom; no others need to be read. */
public final class ReachabilityKinds {
  private ReachabilityKinds() {}

  /**
   * Each by {@code GROUP/KIND}; those of the core group begin with the slash.
   *
   * @param podPaths tells the kinds that make pods
   */
  public static Set<String> names(PodPaths podPaths) {
    Set<String> names = new TreeSet<>(podPaths.kinds());
    names.addAll(List.of("/Namespace", "/Service"));
    add(names, PolicyShelf.GROUPS, List.of("NetworkPolicy"));
    add(names, List.of(PolicyShelf.ADMIN_GROUP), PolicyShelf.ADMIN);
    add(names, KindEvidence.POLICY_GROUPS, ForeignPolicies.KINDS);
    add(names, List.of(PolicyShelf.MULTI_GROUP), List.of("MultiNetworkPolicy"));
    add(names, List.of(PolicyShelf.MULTI_GROUP), List.of("NetworkAttachmentDefinition"));
    add(names, List.of("k8s.ovn.org"), Networks.USER_DEFINED);
    add(names, List.of(Workloads.MACHINES), List.of(Workloads.VM, Workloads.VM_INSTANCE));
    add(names, PolicyShelf.GROUPS, List.of("Ingress"));
    add(names, List.of(WaysIn.OPENSHIFT), List.of("Route"));
    add(names, WaysIn.TRAEFIK, WaysIn.TRAEFIK_ROUTES);
    add(names, List.of(WaysIn.GATEWAY), WaysIn.GATEWAY_ROUTES);
    return names;
  }

  private static void add(Set<String> names, Collection<String> groups, Collection<String> kinds) {
    groups.forEach(group -> kinds.forEach(kind -> names.add(group + "/" + kind)));
  }
}
