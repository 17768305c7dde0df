package dev.seaworthy.collectors.network;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.KubernetesObjects;
import dev.seaworthy.collectors.kubernetes.LabelIndex;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Everything in a snapshot's manifests that network controls look at. */
final class NetworkView {
  private final List<Observation> observations = new ArrayList<>();
  private final List<Policy> policies = new ArrayList<>();
  private final Map<String, List<PodSet>> pods = new TreeMap<>();
  private final Map<String, Map<String, String>> namespaceLabels = new HashMap<>();

  /** The manifest that shows a name space: its own, or else that of its first workload. */
  private final Map<String, Manifest> namespaces = new TreeMap<>();

  NetworkView(List<Manifest> manifests) {
    manifests.stream()
        .filter(manifest -> manifest.kind().equals("Namespace"))
        .filter(manifest -> manifest.subject().namespace().isEmpty())
        .forEach(this::namespace);
    for (Manifest manifest : manifests) {
      if (manifest.kind().equals("NetworkPolicy")) {
        policy(manifest);
      } else if (!manifest.subject().namespace().isEmpty()) {
        workload(manifest);
      }
    }
  }

  List<Observation> observations() {
    List<PodSet> all = pods.values().stream().flatMap(List::stream).toList();
    LabelIndex traits = new LabelIndex(all.stream().map(this::traits).toList());
    NamedPorts ports = new NamedPorts(all, traits);
    Shadows shadows = new Shadows(policies);
    for (Policy policy : policies) {
      List<PodSet> selected =
          traits.matching(Traits.within(policy.namespace(), policy.selector())).stream()
              .mapToObj(all::get)
              .filter(PodSet::isGoverned)
              .toList();
      observations.add(
          evidence(
              policy, selected, ports.unresolved(policy, selected), shadows.isShadowed(policy)));
    }
    Map<String, List<Policy>> inside =
        policies.stream().collect(Collectors.groupingBy(Policy::namespace));
    namespaces.forEach(
        (name, shown) ->
            observations.add(evidence(name, shown, inside.getOrDefault(name, List.of()))));
    return observations;
  }

  /**
   * Of a name space that no manifest declares, only the label that the API server sets is known.
   */
  private Map<String, String> traits(PodSet made) {
    String namespace = made.namespace();
    return Traits.of(
        namespace,
        namespaceLabels.getOrDefault(namespace, NamespaceLabels.implied(namespace)),
        made.labels());
  }

  private void namespace(Manifest manifest) {
    String name = manifest.subject().name();
    namespaceLabels.put(name, NamespaceLabels.of(manifest));
    namespaces.putIfAbsent(name, manifest);
  }

  private void policy(Manifest manifest) {
    Tree.Mapping root = manifest.root();
    String group = KubernetesObjects.group(root.text("apiVersion").orElse(""));
    if (!group.equals("networking.k8s.io") && !group.equals("extensions")) {
      return;
    }
    // Whoever computes reachability reports the faults.
    if (PolicyFaults.of(root).isEmpty()) {
      policies.add(Policy.of(manifest, root));
    }
  }

  private void workload(Manifest manifest) {
    if (!manifest.makesPods()) {
      return;
    }
    PodSet.of(manifest)
        .ifPresent(
            made -> {
              pods.computeIfAbsent(made.namespace(), space -> new ArrayList<>()).add(made);
              namespaces.putIfAbsent(made.namespace(), manifest);
            });
  }

  private Evidence evidence(
      Policy policy,
      List<PodSet> selected,
      List<Map<String, Object>> unresolvedPorts,
      boolean shadowed) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("name", policy.name());
    content.put("namespace", policy.namespace());
    content.put("policyTypes", policy.types().stream().map(Direction::type).toList());
    content.put("selectsAll", policy.selector().matchesAll());
    content.put("selected", selected.stream().map(PodSet::toTree).toList());
    content.put("hasIngressRules", !policy.rules(Direction.INGRESS).isEmpty());
    content.put("hasEgressRules", !policy.rules(Direction.EGRESS).isEmpty());
    content.put("namespaceKnown", pods.containsKey(policy.namespace()));
    content.put("unresolvedPorts", unresolvedPorts);
    if (shadowed) {
      content.put("shadowed", true);
    }
    return evidence(
        EvidenceKinds.NETWORK_POLICY, policy.manifest().subject(), policy.manifest(), content);
  }

  private Evidence evidence(String name, Manifest shown, List<Policy> inside) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("name", name);
    content.put("declared", namespaceLabels.containsKey(name));
    content.put("workloads", workloads(name));
    content.put("policies", inside.stream().map(Policy::name).sorted().toList());
    content.put("defaultDenyIngress", denied(inside, Direction.INGRESS));
    content.put("defaultDenyEgress", denied(inside, Direction.EGRESS));
    return evidence(EvidenceKinds.NETWORK_NAMESPACE, Subject.of("Namespace", name), shown, content);
  }

  private List<Map<String, Object>> workloads(String namespace) {
    return pods.getOrDefault(namespace, List.of()).stream()
        .map(
            made ->
                Map.<String, Object>of(
                    "kind", made.kind(), "name", made.name(), "hostNetwork", made.hostNetwork()))
        .toList();
  }

  private static boolean denied(List<Policy> policies, Direction direction) {
    return policies.stream().anyMatch(policy -> policy.deniesAll(direction));
  }

  private static Evidence evidence(
      String kind, Subject subject, Manifest from, Map<String, Object> content) {
    return new Evidence(kind, subject, source(from), CanonicalJson.of(content), from.locations());
  }

  private static Source source(Manifest manifest) {
    return new Source(
        NetworkCollector.NAME, manifest.source().file(), manifest.source().document());
  }
}
