package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.network.NamespaceLabels;
import dev.seaworthy.collectors.network.PodSet;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What manifests say of workloads, name spaces, policies and ways in. */
final class Cluster {
  /**
   * One way into pods.
   *
   * @param by the object that opens it
   * @param service the Service that it leads through
   * @param throughController whether an ingress controller stands before it
   * @param isInternal whether the internet is not let in by it
   * @param ports of the pods
   */
  record WayIn(
      Subject by,
      String service,
      boolean throughController,
      boolean isInternal,
      Connections ports) {}

  private final Map<String, Map<String, String>> namespaceLabels = new HashMap<>();
  private final List<WaysIn.Backend> backends;

  /** Numbers of the backends by name space and name of the Service that they lead to. */
  private final Map<String, Map<String, List<Integer>>> backendsOf = new HashMap<>();

  private final List<Workload> workloads;
  private final Services services;
  private final PolicyShelf policies;
  private final List<Network> networks;

  Cluster(List<Manifest> manifests) {
    manifests.stream().filter(one -> one.kind().equals("Namespace")).forEach(this::namespace);
    this.workloads = Workloads.of(manifests);
    this.services = new Services(manifests);
    this.backends = WaysIn.of(manifests);
    for (int i = 0; i < backends.size(); i++) {
      backendsOf
          .computeIfAbsent(backends.get(i).namespace(), name -> new HashMap<>())
          .computeIfAbsent(backends.get(i).service(), name -> new ArrayList<>())
          .add(i);
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

  /** What could not be judged where addresses of IPv6 are left out. */
  List<Gap> gapsOfIpv6() {
    return policies.ipv6();
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
    for (WaysIn.Backend backend : backendsTo(workload.pods())) {
      open = open.union(services.through(backend, workload.pods()));
    }
    return open;
  }

  /** The ways by which hosts outside reach {@code pods}, before policies have their say. */
  List<WayIn> waysIn(PodSet pods) {
    List<WayIn> ways = new ArrayList<>();
    for (WaysIn.Backend backend : backendsTo(pods)) {
      ways.add(
          new WayIn(
              backend.by(),
              backend.service(),
              true,
              backend.isInternal(),
              services.through(backend, pods)));
    }
    for (Services.Opening opening : services.openings(pods)) {
      Subject by = new Subject("Service", pods.namespace(), opening.service());
      ways.add(new WayIn(by, opening.service(), false, opening.isInternal(), opening.ports()));
    }
    return ways.stream().filter(way -> !way.ports().isEmpty()).distinct().toList();
  }

  /** The backends whose Services lead to {@code pods}, in the order of their manifests. */
  private List<WaysIn.Backend> backendsTo(PodSet pods) {
    Map<String, List<Integer>> byService = backendsOf.getOrDefault(pods.namespace(), Map.of());
    if (byService.isEmpty()) {
      return List.of();
    }
    return services.leadingTo(pods).stream()
        .flatMap(service -> byService.getOrDefault(service, List.of()).stream())
        .sorted()
        .map(backends::get)
        .toList();
  }

  private void namespace(Manifest manifest) {
    namespaceLabels.put(manifest.subject().name(), NamespaceLabels.of(manifest));
  }
}
