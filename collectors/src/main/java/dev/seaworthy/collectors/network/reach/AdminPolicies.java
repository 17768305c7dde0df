package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.LabelSelector;
import dev.seaworthy.collectors.network.Cidr;
import dev.seaworthy.collectors.network.Direction;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an AdminNetworkPolicy or BaselineAdminNetworkPolicy (policy.networking.k8s.io/v1alpha1),
 * and what succeeds both, ClusterNetworkPolicy (v1alpha2).
 */
final class AdminPolicies {
  private static final long LAST_PRIORITY = 1000;
  private static final Tree.Mapping NOTHING = new Tree.Mapping(new Tree.Mark(0, 0), Map.of());

  private final Doubts doubts;
  private final boolean baseline;

  private AdminPolicies(Doubts doubts, boolean baseline) {
    this.doubts = doubts;
    this.baseline = baseline;
  }

  /** Reads {@code policy}; it must not be used if {@code doubts} then has a fault. */
  static Governance read(String kind, String name, Tree.Mapping policy, Doubts doubts) {
    Tree.Mapping spec = policy.mapping("spec").orElse(NOTHING);
    boolean baseline =
        kind.equals("BaselineAdminNetworkPolicy")
            || spec.text("tier").filter(tier -> tier.equals("Baseline")).isPresent();
    boolean ordered = !kind.equals("BaselineAdminNetworkPolicy");
    return new AdminPolicies(doubts, baseline).governance(name, spec, ordered);
  }

  private Governance governance(String name, Tree.Mapping spec, boolean ordered) {
    JsonPath at = JsonPath.of("spec");
    Map<Direction, List<Rule>> rules = new EnumMap<>(Direction.class);
    for (Direction direction : Direction.values()) {
      List<Rule> read = rules(spec, direction, at);
      if (!read.isEmpty()) {
        rules.put(direction, read);
      }
    }
    return new Governance(
        baseline ? Governance.Layer.BASELINE : Governance.Layer.ADMIN,
        ordered ? priority(spec, at) : 0,
        name,
        subject(spec, at),
        rules);
  }

  private long priority(Tree.Mapping spec, JsonPath at) {
    Optional<Long> priority =
        spec.get("priority")
            .filter(tree -> tree instanceof Tree.Scalar scalar && scalar.value() instanceof Long)
            .map(tree -> (Long) ((Tree.Scalar) tree).value());
    if (priority.isEmpty() || priority.get() < 0 || priority.get() > LAST_PRIORITY) {
      doubts.fault(at.then("priority"), "is not between 0 and 1000");
    }
    return priority.orElse(LAST_PRIORITY);
  }

  private Peer subject(Tree.Mapping spec, JsonPath at) {
    List<Peer> peers =
        spec.mapping("subject").map(subject -> pods(subject, at.then("subject"))).orElse(List.of());
    if (peers.size() != 1) {
      doubts.fault(at.then("subject"), "names neither `namespaces` nor `pods`, or both");
      return new Peer.Everyone();
    }
    return peers.get(0);
  }

  private List<Rule> rules(Tree.Mapping spec, Direction direction, JsonPath at) {
    List<Rule> rules = new ArrayList<>();
    List<Tree> items = spec.items(direction.rules());
    for (int i = 0; i < items.size(); i++) {
      Tree.Mapping rule = items.get(i).asMapping().orElse(NOTHING);
      JsonPath ruleAt = at.then(direction.rules()).then(i);
      rules.add(
          new Rule(
              action(rule, ruleAt),
              peers(rule, direction, ruleAt),
              new AdminPorts(doubts).read(rule, ruleAt)));
    }
    return rules;
  }

  private Rule.Action action(Tree.Mapping rule, JsonPath at) {
    String word = rule.text("action").orElse("");
    boolean passes = word.equals("Pass") && !baseline;
    if (!passes && !List.of("Allow", "Accept", "Deny").contains(word)) {
      doubts.fault(at.then("action"), "is no action of this kind of policy");
    }
    return switch (word) {
      case "Pass" -> Rule.Action.PASS;
      case "Deny" -> Rule.Action.DENY;
      default -> Rule.Action.ALLOW;
    };
  }

  private List<Peer> peers(Tree.Mapping rule, Direction direction, JsonPath at) {
    List<Tree> items = rule.items(direction.peers());
    if (items.isEmpty()) {
      doubts.fault(at.then(direction.peers()), "names no peer");
    }
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Tree.Mapping peer = items.get(i).asMapping().orElse(NOTHING);
      JsonPath peerAt = at.then(direction.peers()).then(i);
      int before = peers.size();
      peers.addAll(pods(peer, peerAt));
      peers.addAll(networks(peer, peerAt));
      boolean unseen = unseen(peer, peerAt);
      if (peers.size() == before && !unseen) {
        doubts.fault(peerAt, "names no peer of a known kind");
      }
    }
    return peers;
  }

  /** Peers that manifests cannot tell: the rule is read without them. */
  private boolean unseen(Tree.Mapping peer, JsonPath at) {
    boolean any = false;
    for (String key : List.of("nodes", "domainNames")) {
      if (peer.get(key).isPresent()) {
        doubts.unjudged(at.then(key), "names peers that manifests do not show");
        any = true;
      }
    }
    return any;
  }

  private List<Peer> pods(Tree.Mapping peer, JsonPath at) {
    List<Peer> found = new ArrayList<>();
    peer.mapping("namespaces")
        .ifPresent(
            spaces ->
                found.add(
                    new Peer.Selected(selector(spaces, at.then("namespaces")), LabelSelector.ALL)));
    peer.mapping("pods")
        .ifPresent(
            pods ->
                found.add(
                    new Peer.Selected(
                        selector(pods, "namespaceSelector", at.then("pods")),
                        selector(pods, "podSelector", at.then("pods")))));
    return found;
  }

  private List<Peer> networks(Tree.Mapping peer, JsonPath at) {
    List<Tree> items = peer.items("networks");
    List<Peer> found = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      JsonPath blockAt = at.then("networks").then(i);
      Optional<Cidr> block = items.get(i).asText().flatMap(Cidr::parse);
      if (block.isEmpty()) {
        doubts.fault(blockAt, "is not a block of addresses");
        continue;
      }
      if (block.get().bits() == Cidr.IPV6_BITS) {
        doubts.ipv6(blockAt);
      }
      found.add(new Peer.Addresses(NetworkPolicies.addresses(block.get(), List.of())));
    }
    return found;
  }

  private LabelSelector selector(Tree.Mapping parent, String key, JsonPath at) {
    return parent
        .mapping(key)
        .map(selector -> selector(selector, at.then(key)))
        .orElse(LabelSelector.ALL);
  }

  private LabelSelector selector(Tree.Mapping selector, JsonPath at) {
    Optional<String> fault = LabelSelector.fault(selector);
    if (fault.isPresent()) {
      doubts.fault(at, "is no selector: " + fault.get());
      return LabelSelector.ALL;
    }
    return LabelSelector.of(selector);
  }
}
