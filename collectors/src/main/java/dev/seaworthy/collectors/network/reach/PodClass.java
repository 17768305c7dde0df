package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.network.Ports;
import dev.seaworthy.collectors.network.Traits;
import java.util.Map;
import java.util.Set;

/**
 * Pods that no policy can tell apart: they share the name space, the labels and the ports.
 *
 * @param namespace empty for pods that are not among the manifests
 * @param ports those that containers declare, for rules that name them
 */
record PodClass(
    String namespace,
    Map<String, String> namespaceLabels,
    Map<String, String> labels,
    Set<Ports.Port> ports) {
  /** Pods of a controller of ingresses that runs elsewhere, of which nothing is known. */
  static final PodClass INGRESS_CONTROLLER = new PodClass("", Map.of(), Map.of(), Set.of());

  /** What peers tell them by. */
  Map<String, String> traits() {
    return Traits.of(namespace, namespaceLabels, labels);
  }
}
