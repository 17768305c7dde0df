package dev.seaworthy.collectors.kubernetes;

import java.util.Set;

/** What is known of kinds without asking a cluster: their group and their scope. */
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
}
