package dev.seaworthy.engine.rego.pki;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the policies of a chain: the graph of RFC 9618, for anybody who accepts any policy. Only
 * chains that ask for an explicit policy can fail, and those that map any policy to another.
 */
final class PolicyGraph {
  private static final Oid ANY = Oid.of("2.5.29.32.0");

  private final List<Certificate> chain;

  /** Nodes by policy, one map for each certificate; null when a certificate has no policies. */
  private @Nullable List<Map<Oid, Node>> strata;

  private long explicit;
  private long mapping;
  private long inhibitAny;

  private static final class Node {
    private final Set<Node> parents;
    private Set<Oid> expected;

    private Node(Oid policy, Set<Node> parents) {
      this.parents = parents;
      this.expected = Set.of(policy);
    }
  }

  private PolicyGraph(List<Certificate> chain) {
    this.chain = chain;
    this.explicit = chain.size();
    this.mapping = chain.size();
    this.inhibitAny = chain.size();
    this.strata = new ArrayList<>();
    strata.add(new LinkedHashMap<>(Map.of(ANY, new Node(ANY, Set.of()))));
  }

  static boolean isValid(List<Certificate> chain) {
    return chain.size() == 1 || new PolicyGraph(chain).isValid();
  }

  private boolean isValid() {
    for (int i = chain.size() - 2; i >= 0; i--) {
      Certificate certificate = chain.get(i);
      Policies policies = certificate.known().policies();
      boolean isSelfIssued = Arrays.equals(certificate.rawIssuer(), certificate.rawSubject());
      if (policies.policies().isEmpty()) {
        strata = null;
      }
      if (explicit == 0 && strata == null) {
        return false;
      }
      if (strata != null && !descend(strata, policies, i, isSelfIssued)) {
        return false;
      }
      if (i != 0) {
        count(policies, isSelfIssued);
      }
    }
    boolean isRequired = explicit <= 1 || chain.get(0).known().policies().requiresExplicitNow();
    return !isRequired || hasPolicy();
  }

  private boolean descend(
      List<Map<Oid, Node>> graph, Policies policies, int index, boolean isSelfIssued) {
    Map<Oid, Node> above = graph.get(graph.size() - 1);
    Map<Oid, Node> below = new LinkedHashMap<>();
    graph.add(below);
    for (Oid policy : policies.policies()) {
      if (!policy.equals(ANY)) {
        add(policy, above, below);
      }
    }
    boolean mayBeAny = inhibitAny > 0 || (index > 0 && isSelfIssued);
    if (policies.policies().contains(ANY) && mayBeAny) {
      addMissing(above, below);
    }
    prune(graph);
    return index == 0 || map(graph, below, policies.mappings());
  }

  private static void add(Oid policy, Map<Oid, Node> above, Map<Oid, Node> below) {
    Set<Node> parents = new HashSet<>();
    for (Node node : above.values()) {
      if (node.expected.contains(policy)) {
        parents.add(node);
      }
    }
    Node any = above.get(ANY);
    if (parents.isEmpty() && any != null) {
      parents.add(any);
    }
    if (!parents.isEmpty()) {
      below.put(policy, new Node(policy, parents));
    }
  }

  private static void addMissing(Map<Oid, Node> above, Map<Oid, Node> below) {
    Map<Oid, Set<Node>> missing = new HashMap<>();
    for (Node parent : above.values()) {
      for (Oid expected : parent.expected) {
        if (!below.containsKey(expected)) {
          missing.computeIfAbsent(expected, ignored -> new HashSet<>()).add(parent);
        }
      }
    }
    missing.forEach((policy, parents) -> below.put(policy, new Node(policy, parents)));
  }

  /** Takes away what leads nowhere. */
  private static void prune(List<Map<Oid, Node>> graph) {
    for (int depth = graph.size() - 2; depth >= 0; depth--) {
      Set<Node> used = new HashSet<>();
      graph.get(depth + 1).values().forEach(node -> used.addAll(node.parents));
      graph.get(depth).values().retainAll(used);
    }
  }

  private boolean map(
      List<Map<Oid, Node>> graph, Map<Oid, Node> leaves, List<Policies.Mapping> mappings) {
    Map<Oid, Set<Oid>> byIssuer = new LinkedHashMap<>();
    for (Policies.Mapping each : mappings) {
      if (mapping <= 0) {
        leaves.remove(each.issuer());
      } else if (each.issuer().equals(ANY) || each.subject().equals(ANY)) {
        return false;
      } else {
        byIssuer.computeIfAbsent(each.issuer(), ignored -> new HashSet<>()).add(each.subject());
      }
    }
    prune(graph);
    byIssuer.forEach(
        (issuer, subjects) -> {
          Node leaf = leaves.get(issuer);
          Node any = leaves.get(ANY);
          if (leaf == null && any != null) {
            leaf = new Node(issuer, Set.of(any));
            leaves.put(issuer, leaf);
          }
          if (leaf != null) {
            leaf.expected = subjects;
          }
        });
    return true;
  }

  private void count(Policies policies, boolean isSelfIssued) {
    if (!isSelfIssued) {
      explicit = Math.max(0, explicit - 1);
      mapping = Math.max(0, mapping - 1);
      inhibitAny = Math.max(0, inhibitAny - 1);
    }
    explicit = policies.requireExplicit(explicit);
    mapping = policies.inhibitMapping(mapping);
    inhibitAny = policies.inhibitAny(inhibitAny);
  }

  private boolean hasPolicy() {
    if (strata == null) {
      return false;
    }
    if (strata.get(strata.size() - 1).containsKey(ANY)) {
      return true;
    }
    for (int depth = 1; depth < strata.size(); depth++) {
      Node any = strata.get(depth - 1).get(ANY);
      for (Map.Entry<Oid, Node> entry : strata.get(depth).entrySet()) {
        Set<Node> parents = entry.getValue().parents;
        if (any != null && !entry.getKey().equals(ANY) && parents.equals(Set.of(any))) {
          return true;
        }
      }
    }
    return false;
  }
}
