package dev.seaworthy.cli.descriptor;

import dev.seaworthy.collectors.cluster.ClusterSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code evidence[].cluster}: what to read of which cluster. */
final class ClusterFields {
  private static final String CLUSTER = "cluster";
  private static final Set<String> KEYS = Set.of("context", "namespaces", "selector", "kinds");

  private final Diagnostics diagnostics;

  ClusterFields(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** The cluster of an entry of {@code evidence}; empty where it names none. */
  Optional<ClusterSelection> read(Fields evidence) {
    List<ClusterSelection> found = new ArrayList<>();
    evidence.nested(CLUSTER, KEYS, fields -> found.add(selection(fields)));
    if (evidence.has(CLUSTER)) {
      requireFitting(evidence);
    }
    return found.stream().findFirst();
  }

  /** A kubeconfig is a machine's own matter: it is found as kubectl finds it. */
  private ClusterSelection selection(Fields fields) {
    return new ClusterSelection(
        fields.optional("context").orElse(""),
        Optional.empty(),
        fields.texts("namespaces"),
        fields.optional("selector").orElse(""),
        fields.texts("kinds"),
        false);
  }

  private void requireFitting(Fields evidence) {
    if (!evidence.optional("collector").orElse("kubernetes").equals("kubernetes")) {
      diagnostics.error(
          evidence.markOf(CLUSTER),
          "CLUSTER_NOT_ALLOWED",
          "only the collector `kubernetes` reads a cluster",
          "write `collector: kubernetes`");
    }
    if (evidence.has("paths")) {
      diagnostics.error(
          evidence.markOf("paths"),
          "CLUSTER_AND_PATHS",
          "one entry of `evidence` has both `cluster` and `paths`",
          "give the paths an entry of their own");
    }
  }
}
