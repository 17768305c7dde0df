package dev.seaworthy.collectors.network;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.kubernetes.LabelSelector;
import java.util.HashMap;
import java.util.Map;

/** The labels by which selectors of name spaces choose. */
public final class NamespaceLabels {
  private NamespaceLabels() {}

  /** What a Namespace declares, and what the API server adds. */
  public static Map<String, String> of(Manifest namespace) {
    Map<String, String> labels = new HashMap<>();
    namespace
        .root()
        .mapping("metadata")
        .flatMap(metadata -> metadata.mapping("labels"))
        .ifPresent(declared -> labels.putAll(LabelSelector.labels(declared)));
    labels.putAll(implied(namespace.subject().name()));
    return labels;
  }

  /** The label that the API server gives to every name space, also to one that nothing declares. */
  public static Map<String, String> implied(String namespace) {
    return Map.of("kubernetes.io/metadata.name", namespace);
  }
}
