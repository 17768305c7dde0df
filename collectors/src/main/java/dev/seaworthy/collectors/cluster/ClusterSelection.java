package dev.seaworthy.collectors.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which cluster to read, as whom, and what of it.
 *
 * @param context of the kubeconfig; empty for its current one, or for the pod's own identity where
 *     there is no kubeconfig
 * @param kubeconfig a file instead of those that kubectl would read
 * @param namespaces empty for all; kinds outside namespaces are read all the same, but of the
 *     namespaces themselves only these
 * @param labels a label selector as kubectl takes it; empty for all objects
 * @param kinds as kubectl names them: {@code pods}, {@code deploy}, {@code routes.example.org};
 *     empty for every kind that can be listed but those that hold no configuration
 * @param owned whether pods, replica sets and jobs count whose controller is read too
 */
public record ClusterSelection(
    String context,
    Optional<Path> kubeconfig,
    List<String> namespaces,
    String labels,
    List<String> kinds,
    boolean owned) {
  /** Everything, in the current context. */
  public static final ClusterSelection ALL =
      new ClusterSelection("", Optional.empty(), List.of(), "", List.of(), false);

  public ClusterSelection {
    namespaces = namespaces.stream().distinct().sorted().toList();
    kinds = kinds.stream().distinct().sorted().toList();
  }
}
