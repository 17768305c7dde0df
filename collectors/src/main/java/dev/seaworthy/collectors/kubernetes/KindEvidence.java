package dev.seaworthy.collectors.kubernetes;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which evidence the objects of a kind become or have a part in. Whoever cannot read such an object
 * does not know that evidence; patterns are those of {@link
 * dev.seaworthy.engine.evidence.EvidencePattern}.
 */
public final class KindEvidence {
  /** API groups whose objects are network policies of a vendor's own. */
  public static final Set<String> POLICY_GROUPS =
      Set.of(
          "cilium.io",
          "crd.projectcalico.org",
          "projectcalico.org",
          "crd.antrea.io",
          "k8s.ovn.org",
          "network.openshift.io");

  /** What Traefik's settings and routes open, and the certificates there. */
  public static final String ENTRANCES = "tls/*";

  private static final String CONNECTIONS = "network/*";
  private static final String RIGHTS = "iam/*";

  /** Any pod may be a way to its account's rights, and the proxy whose arguments open the doors. */
  static final List<String> OF_PODS =
      List.of(EvidenceKinds.WORKLOAD, CONNECTIONS, RIGHTS, ENTRANCES);

  private static final Set<String> CONNECTED =
      Set.of(
          "ClusterUserDefinedNetwork",
          "EgressFirewall",
          "Ingress",
          "Namespace",
          "NetworkAttachmentDefinition",
          "Service",
          "UserDefinedNetwork",
          "VirtualMachine",
          "VirtualMachineInstance");

  private KindEvidence() {}

  /** Of one object. */
  public static List<String> of(Manifest object) {
    return object.makesPods() ? OF_PODS : of(object.apiVersion(), object.kind());
  }

  /**
   * Of a kind that makes no pods.
   *
   * @param apiVersion such as {@code networking.k8s.io/v1}
   */
  static List<String> of(String apiVersion, String kind) {
    String group = KubernetesObjects.group(apiVersion);
    List<String> evidence = new ArrayList<>(List.of(object(kind)));
    if (connects(group, kind)) {
      evidence.add(CONNECTIONS);
    }
    if (group.equals("rbac.authorization.k8s.io") || kind.equals("ServiceAccount")) {
      evidence.add(RIGHTS);
    }
    if (isTraefik(group) || Set.of("Ingress", "IngressClass", "ConfigMap").contains(kind)) {
      evidence.add(ENTRANCES);
    } else if (Set.of("Secret", "Certificate", "Gateway").contains(kind)) {
      evidence.add(EvidenceKinds.CERTIFICATE);
    }
    return List.copyOf(evidence);
  }

  /** Of all kinds of a group that make no pods, where not even their names are known. */
  static List<String> ofGroup(String group) {
    Set<String> evidence = new TreeSet<>(of(group + "/", ""));
    if (group.isEmpty()) {
      evidence.add(RIGHTS);
    }
    if (group.isEmpty() || Set.of("networking.k8s.io", "extensions").contains(group)) {
      evidence.addAll(List.of(CONNECTIONS, ENTRANCES));
    }
    if (group.endsWith("networking.k8s.io") || POLICY_GROUPS.contains(group)) {
      evidence.add(CONNECTIONS);
    }
    return List.copyOf(evidence);
  }

  private static String object(String kind) {
    return kind.isEmpty() ? EvidenceKinds.OBJECT : EvidenceKinds.OBJECT + ":" + kind;
  }

  /** Policies of every vendor, the ways in of every router, and whom and what both select. */
  private static boolean connects(String group, String kind) {
    return isTraefik(group)
        || kind.endsWith("NetworkPolicy")
        || kind.endsWith("Route")
        || CONNECTED.contains(kind);
  }

  private static boolean isTraefik(String group) {
    return group.startsWith("traefik.");
  }
}
