package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.network.NamespaceLabels;
import dev.seaworthy.engine.evidence.Gap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What manifests say of workloads, name spaces, policies and ways in. */
final class Cluster {
  private final Map<String, Map<String, String>> namespaceLabels = new HashMap<>();
  private final Map<String, List<WaysIn.Backend>> backends = new HashMap<>();
  private final List<Workload> workloads;
  private final Services services;
  private final PolicyShelf policies;
  private final List<Network> networks;

  Cluster(List<Manifest> manifests) {
    manifests.stream().filter(one -> one.kind().equals("Namespace")).forEach(this::namespace);
    this.workloads = Workloads.of(manifests);
    this.services = new Services(manifests);
    for (WaysIn.Backend backend : WaysIn.of(manifests)) {
      backends.computeIfAbsent(backend.namespace(), name -> new ArrayList<>()).add(backend);
    }
    this.policies = new PolicyShelf(manifests);
    this.networks =
        new Networks(manifests, namespaceLabels)
            .of(workloads, policies.ordered(), policies.bySecondaryNetwork());
  }

  List<Network> networks() {
    return networks;
  }

  List<Workload> workloads() {
    return workloads;
  }

  /** Policies of primary networks, in the order in which they decide. */
  List<Governance> policies() {
    return policies.ordered();
  }

  /** What could not be judged. */
  List<Gap> gaps() {
    return policies.gaps();
  }

  PodClass podClass(Workload workload) {
    String namespace = workload.namespace();
    return new PodClass(
        namespace,
        namespaceLabels.getOrDefault(namespace, NamespaceLabels.implied(namespace)),
        workload.pods().labels(),
        workload.pods().ports());
  }

  /** What Services open of {@code workload} to ingress controllers. */
  Connections waysInto(Workload workload) {
    Connections open = Connections.NONE;
    for (WaysIn.Backend backend : backends.getOrDefault(workload.namespace(), List.of())) {
      open = open.union(services.through(backend, workload.pods()));
    }
    return open;
  }

  private void namespace(Manifest manifest) {
    namespaceLabels.put(manifest.subject().name(), NamespaceLabels.of(manifest));
  }
}
