package dev.seaworthy.collectors.kubernetes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where objects of each kind that makes pods keep their pod specs: built in, and declared. Steps
 * are those of {@link PodPath#steps}.
 */
public final class PodPaths {
  private static final List<String> TEMPLATE = List.of("spec", "template", "spec");
  private static final List<String> SPEC = List.of("spec");

  /** Each by {@code GROUP/KIND}; all versions of a kind agree. */
  private static final Map<String, List<String>> KNOWN =
      Map.ofEntries(
          Map.entry("/Pod", SPEC),
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
          Map.entry("argoproj.io/Rollout", TEMPLATE),
          Map.entry("apps.kruise.io/CloneSet", TEMPLATE),
          Map.entry("apps.kruise.io/StatefulSet", TEMPLATE),
          Map.entry("apps.kruise.io/DaemonSet", TEMPLATE),
          Map.entry("apps.kruise.io/BroadcastJob", TEMPLATE),
          Map.entry("apps.openshift.io/DeploymentConfig", TEMPLATE),
          Map.entry("keda.sh/ScaledJob", List.of("spec", "jobTargetRef", "template", "spec")),
          Map.entry("serving.knative.dev/Service", TEMPLATE),
          Map.entry("serving.knative.dev/Configuration", TEMPLATE),
          Map.entry("serving.knative.dev/Revision", SPEC));

  /** Nothing declared. */
  public static final PodPaths BUILT_IN = new PodPaths(Map.of());

  /** By {@link PodPath#key}. */
  private final Map<String, PodPath> declared;

  private PodPaths(Map<String, PodPath> declared) {
    this.declared = Map.copyOf(declared);
  }

  /**
   * These, and {@code more}, which goes before what is built in.
   *
   * @throws PodPathException if a kind is declared twice with different paths
   */
  public PodPaths with(List<PodPath> more) throws PodPathException {
    Map<String, PodPath> all = new HashMap<>(declared);
    for (PodPath one : more) {
      PodPath before = all.putIfAbsent(one.key(), one);
      if (before != null && !before.equals(one)) {
        throw new PodPathException(KubernetesProblems.declaredTwice(before, one));
      }
    }
    return new PodPaths(all);
  }

  /** Where objects of a kind keep their pod specs; empty if the kind makes no pods. */
  Optional<List<String>> of(String apiVersion, String kind) {
    Optional<List<String>> own = declared(apiVersion, kind).map(PodPath::steps);
    return own.or(
        () -> Optional.ofNullable(KNOWN.get(KubernetesObjects.group(apiVersion) + "/" + kind)));
  }

  /** All kinds that make pods, each by {@code GROUP/KIND}; the core group is empty. */
  public Set<String> kinds() {
    Set<String> kinds = new TreeSet<>(KNOWN.keySet());
    declared.values().forEach(one -> kinds.add(one.group() + "/" + one.kind()));
    return kinds;
  }

  /** Whether objects of a kind make pods. */
  public boolean has(String apiVersion, String kind) {
    return of(apiVersion, kind).isPresent();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PodPaths that && declared.equals(that.declared);
  }

  @Override
  public int hashCode() {
    return declared.hashCode();
  }

  /** What the user declared of a kind, the more exact before the more general. */
  Optional<PodPath> declared(String apiVersion, String kind) {
    if (declared.isEmpty()) {
      return Optional.empty();
    }
    return Optional.ofNullable(declared.get(apiVersion + "/" + kind))
        .or(
            () ->
                Optional.ofNullable(
                    declared.get(KubernetesObjects.group(apiVersion) + "/" + kind)));
  }

  /** The evidence that an unreadable object of a kind may hide. */
  public List<String> mayHide(String apiVersion, String kind) {
    return has(apiVersion, kind) ? KindEvidence.OF_PODS : KindEvidence.of(apiVersion, kind);
  }

  /** The evidence that a group of kinds may hide of which not even the names are known. */
  public List<String> mayHideIn(String group) {
    Set<String> kinds = new TreeSet<>(KindEvidence.ofGroup(group));
    boolean pods =
        KNOWN.keySet().stream().anyMatch(key -> key.startsWith(group + "/"))
            || declared.values().stream().anyMatch(one -> one.group().equals(group));
    if (pods) {
      kinds.addAll(KindEvidence.OF_PODS);
    }
    return List.copyOf(kinds);
  }
}
