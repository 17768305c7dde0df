package dev.seaworthy.collectors.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is known of kinds without asking a cluster: their scope, and what they may hide. */
public final class KubernetesObjects {
  private static final Set<String> CLUSTER_SCOPED =
      Set.of(
          "APIService",
          "AdminNetworkPolicy",
          "BaselineAdminNetworkPolicy",
          "CSIDriver",
          "CSINode",
          "CertificateSigningRequest",
          "ClusterNetworkPolicy",
          "ClusterRole",
          "ClusterRoleBinding",
          "ClusterTrustBundle",
          "ComponentStatus",
          "CustomResourceDefinition",
          "DeviceClass",
          "FlowSchema",
          "GatewayClass",
          "IPAddress",
          "IngressClass",
          "MutatingAdmissionPolicy",
          "MutatingAdmissionPolicyBinding",
          "MutatingWebhookConfiguration",
          "Namespace",
          "Node",
          "PersistentVolume",
          "PodSecurityPolicy",
          "PriorityClass",
          "PriorityLevelConfiguration",
          "ResourceSlice",
          "RuntimeClass",
          "ServiceCIDR",
          "StorageClass",
          "StorageVersion",
          "StorageVersionMigration",
          "ValidatingAdmissionPolicy",
          "ValidatingAdmissionPolicyBinding",
          "ValidatingWebhookConfiguration",
          "VolumeAttachment",
          "VolumeAttributesClass",
          "VolumeSnapshotClass",
          "VolumeSnapshotContent");

  /** The evidence that an unreadable object which makes pods may hide. */
  static final List<String> WORKLOADS_HIDE = List.of("kubernetes/workload", "network/*");

  private KubernetesObjects() {}

  /** The API group: {@code apps} of {@code apps/v1}, empty for the core group. */
  public static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  /**
   * Whether objects of a kind live outside name spaces. Custom kinds follow the custom of their
   * names: {@code ClusterIssuer} does, {@code Cluster} does not.
   */
  public static boolean isClusterScoped(String apiVersion, String kind) {
    String group = group(apiVersion);
    boolean builtIn = !group.contains(".") || group.endsWith(".k8s.io");
    return builtIn ? CLUSTER_SCOPED.contains(kind) : kind.matches("Cluster[A-Z].*");
  }

  /** The evidence that an unreadable object may hide of a kind that makes no pods. */
  static List<String> mayHide(String apiVersion, String kind) {
    String group = group(apiVersion);
    List<String> kinds = new ArrayList<>(List.of("kubernetes/object"));
    if (Set.of("NetworkPolicy", "Namespace").contains(kind)) {
      kinds.add("network/*");
    }
    if (group.equals("rbac.authorization.k8s.io") || kind.equals("ServiceAccount")) {
      kinds.add("iam/*");
    }
    if (group.startsWith("traefik.") || Set.of("Ingress", "Secret").contains(kind)) {
      kinds.add("tls/*");
    }
    return kinds;
  }

  /** The evidence besides workloads that a group of unknown kinds may hide. */
  static List<String> mayHideIn(String group) {
    Set<String> kinds = new TreeSet<>(mayHide(group + "/", ""));
    if (group.isEmpty()) {
      kinds.addAll(List.of("iam/*", "tls/*"));
    }
    if (Set.of("networking.k8s.io", "extensions").contains(group)) {
      kinds.addAll(List.of("network/*", "tls/*"));
    }
    return List.copyOf(kinds);
  }
}
