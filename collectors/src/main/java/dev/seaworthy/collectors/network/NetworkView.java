package dev.seaworthy.collectors.network;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.KubernetesObjects;
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
    policies.forEach(policy -> observations.add(evidence(policy)));
    namespaces.forEach((name, shown) -> observations.add(evidence(name, shown)));
    return observations;
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

  private Evidence evidence(Policy policy) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("name", policy.name());
    content.put("namespace", policy.namespace());
    content.put("policyTypes", policy.types().stream().map(Direction::type).toList());
    content.put("selectsAll", policy.selector().matchesAll());
    content.put(
        "selected",
        podsOf(policy.namespace()).stream().filter(policy::selects).map(PodSet::toTree).toList());
    content.put("hasIngressRules", !policy.rules(Direction.INGRESS).isEmpty());
    content.put("hasEgressRules", !policy.rules(Direction.EGRESS).isEmpty());
    content.put("namespaceKnown", pods.containsKey(policy.namespace()));
    content.put("unresolvedPorts", new NamedPorts(pods, namespaceLabels).unresolved(policy));
    if (new Shadows(policies).isShadowed(policy)) {
      content.put("shadowed", true);
    }
    return evidence(
        EvidenceKinds.NETWORK_POLICY, policy.manifest().subject(), policy.manifest(), content);
  }

  private Evidence evidence(String name, Manifest shown) {
    List<Policy> inside =
        policies.stream().filter(policy -> policy.namespace().equals(name)).toList();
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
    return podsOf(namespace).stream()
        .map(
            made ->
                Map.<String, Object>of(
                    "kind", made.kind(), "name", made.name(), "hostNetwork", made.hostNetwork()))
        .toList();
  }

  private List<PodSet> podsOf(String namespace) {
    return pods.getOrDefault(namespace, List.of());
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
