package dev.seaworthy.collectors.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is known of kinds without asking a cluster: their scope, and where their pods hide. */
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

  private static final List<String> TEMPLATE = List.of("spec", "template", "spec");
  private static final Map<String, List<String>> POD_PATHS =
      Map.ofEntries(
          Map.entry("/Pod", List.of("spec")),
          Map.entry("/PodTemplate", List.of("template", "spec")),
          Map.entry("/ReplicationController", TEMPLATE),
          Map.entry("apps/Deployment", TEMPLATE),
          Map.entry("apps/StatefulSet", TEMPLATE),
          Map.entry("apps/DaemonSet", TEMPLATE),
          Map.entry("apps/ReplicaSet", TEMPLATE),
          Map.entry("extensions/Deployment", TEMPLATE),
          Map.entry("extensions/DaemonSet", TEMPLATE),
          Map.entry("extensions/ReplicaSet", TEMPLATE),
          Map.entry("batch/Job", TEMPLATE),
          Map.entry("batch/CronJob", List.of("spec", "jobTemplate", "spec", "template", "spec")),
          Map.entry("argoproj.io/Rollout", TEMPLATE));

  private static final Set<String> POD_KINDS =
      POD_PATHS.keySet().stream()
          .map(key -> key.substring(key.indexOf('/') + 1))
          .collect(Collectors.toUnmodifiableSet());

  private KubernetesObjects() {}

  /** The API group: {@code apps} of {@code apps/v1}, empty for the core group. */
  public static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  /** Where objects of a kind keep their pod spec; empty if the kind makes no pods. */
  public static Optional<List<String>> podPath(String apiVersion, String kind) {
    return Optional.ofNullable(POD_PATHS.get(group(apiVersion) + "/" + kind));
  }

  /** A cheap look at a kind's name alone, before its object is read. */
  public static boolean mayMakePods(String kind) {
    return POD_KINDS.contains(kind);
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

  /** Whether a kind of an API group makes pods. */
  static boolean makesPods(String group) {
    return POD_PATHS.keySet().stream().anyMatch(key -> key.startsWith(group + "/"));
  }
}
