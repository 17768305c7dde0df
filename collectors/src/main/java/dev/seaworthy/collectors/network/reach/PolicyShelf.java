package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.KubernetesObjects;
import dev.seaworthy.collectors.network.Cidr;
import dev.seaworthy.collectors.network.Direction;
import dev.seaworthy.collectors.network.NetworkProblems;
import dev.seaworthy.collectors.network.Policy;
import dev.seaworthy.collectors.network.PolicyFaults;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads policies of every kind; those that the API server refuses become gaps. */
final class PolicyShelf {
  private static final Comparator<Governance> ORDER =
      Comparator.comparing(Governance::layer)
          .thenComparing(Governance::priority)
          .thenComparing(Governance::name);

  /** The annotation that says which secondary networks a MultiNetworkPolicy is for. */
  private static final String POLICY_FOR = "k8s.v1.cni.cncf.io/policy-for";

  static final Set<String> GROUPS = Set.of("networking.k8s.io", "extensions");

  static final String MULTI_GROUP = "k8s.cni.cncf.io";
  static final String ADMIN_GROUP = "policy.networking.k8s.io";
  static final Set<String> ADMIN =
      Set.of("AdminNetworkPolicy", "BaselineAdminNetworkPolicy", "ClusterNetworkPolicy");

  private final List<Governance> policies = new ArrayList<>();
  private final Map<String, List<Governance>> multi = new HashMap<>();
  private final Map<String, String> namesByPriority = new HashMap<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final List<Gap> ipv6 = new ArrayList<>();

  PolicyShelf(List<Manifest> manifests) {
    manifests.forEach(this::read);
    policies.sort(ORDER);
  }

  /** Policies of primary networks, in the order in which they decide. */
  List<Governance> ordered() {
    return policies;
  }

  Map<String, List<Governance>> bySecondaryNetwork() {
    return multi;
  }

  List<Gap> gaps() {
    return gaps;
  }

  /** What lists of IPv4 alone leave out. */
  List<Gap> ipv6() {
    return ipv6;
  }

  private void read(Manifest manifest) {
    String kind = manifest.kind();
    boolean network = kind.equals("NetworkPolicy");
    boolean multiNetwork = kind.equals("MultiNetworkPolicy");
    if (!network && !multiNetwork && !ADMIN.contains(kind) && !ForeignPolicies.isKind(kind)) {
      return;
    }
    Tree.Mapping root = manifest.root();
    String group = KubernetesObjects.group(root.text("apiVersion").orElse(""));
    Doubts doubts = new Doubts(manifest);
    if (network && GROUPS.contains(group)) {
      policy(manifest, root, doubts).ifPresent(policies::add);
    } else if (multiNetwork && group.equals(MULTI_GROUP)) {
      policy(manifest, root, doubts).ifPresent(policy -> shelve(policy, root));
    } else if (ADMIN.contains(kind) && group.equals(ADMIN_GROUP)) {
      admin(manifest, root, doubts);
    } else if (ForeignPolicies.isGroup(group)) {
      doubts.foreign(group);
    }
    gaps.addAll(doubts.gaps());
    ipv6.addAll(doubts.ipv6());
  }

  private static Optional<Governance> policy(Manifest manifest, Tree.Mapping root, Doubts doubts) {
    PolicyFaults.of(root).forEach(fault -> doubts.fault(fault.path(), fault.reason()));
    if (doubts.isFaulty()) {
      return Optional.empty();
    }
    Policy policy = Policy.of(manifest, root);
    policy.types().forEach(direction -> ipv6(policy, direction, doubts));
    return Optional.of(NetworkPolicies.read(policy));
  }

  private static void ipv6(Policy policy, Direction direction, Doubts doubts) {
    List<Tree.Mapping> rules = policy.rules(direction);
    for (int i = 0; i < rules.size(); i++) {
      List<Tree> peers = rules.get(i).items(direction.peers());
      for (int j = 0; j < peers.size(); j++) {
        if (isIpv6(peers.get(j))) {
          JsonPath rule = JsonPath.of("spec").then(direction.rules()).then(i);
          doubts.ipv6(rule.then(direction.peers()).then(j).then("ipBlock"));
        }
      }
    }
  }

  private static boolean isIpv6(Tree peer) {
    return peer.asMapping()
        .flatMap(mapping -> mapping.mapping("ipBlock"))
        .flatMap(block -> block.text("cidr"))
        .flatMap(Cidr::parse)
        .filter(block -> block.bits() == Cidr.IPV6_BITS)
        .isPresent();
  }

  private void shelve(Governance policy, Tree.Mapping root) {
    String networks =
        root.mapping("metadata")
            .flatMap(metadata -> metadata.mapping("annotations"))
            .flatMap(annotations -> annotations.text(POLICY_FOR))
            .orElse("");
    Attachments.names(networks)
        .forEach(name -> multi.computeIfAbsent(name, one -> new ArrayList<>()).add(policy));
  }

  private void admin(Manifest manifest, Tree.Mapping root, Doubts doubts) {
    Governance policy =
        AdminPolicies.read(manifest.kind(), manifest.subject().name(), root, doubts);
    if (doubts.isFaulty()) {
      return;
    }
    if (!manifest.kind().equals("BaselineAdminNetworkPolicy")) {
      String first =
          namesByPriority.putIfAbsent(policy.layer() + " " + policy.priority(), policy.name());
      if (first != null) {
        doubts.add(
            NetworkProblems.samePriority(manifest.subject(), first, policy.priority()),
            JsonPath.of("spec").then("priority"));
      }
    }
    policies.add(policy);
  }
}
