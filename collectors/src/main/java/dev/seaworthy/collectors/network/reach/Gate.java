package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.network.Direction;
import dev.seaworthy.collectors.network.Ports;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What policies let pass in one direction. Layers decide in turn, each for the connections that
 * those before it left open: admin policies, then network policies, or for pods that none governs
 * the baseline; what is left after that passes. Pods under the same policies share one answer.
 *
 * <p>Follows the NetworkPolicy v1 and the network policy API's v1alpha1 specifications.
 */
final class Gate {
  /** What makes two pods' answers equal. */
  private record Key(BitSet policies, Set<Ports.Port> ports) {}

  private final Direction direction;
  private final List<Governance> policies;
  private final Endpoints others;
  private final ConnectionTable table;

  /** Numbers of the policies; under the empty name those that may govern any name space. */
  private final Map<String, List<Integer>> byNamespace = new HashMap<>();

  private final Map<Key, int[]> answers = new HashMap<>();
  private final IdentityHashMap<Rule, BitSet> peers = new IdentityHashMap<>();

  /**
   * A gate.
   *
   * @param policies in order of layer and priority
   * @param others who is at the far end
   */
  Gate(Direction direction, List<Governance> policies, Endpoints others, ConnectionTable table) {
    this.direction = direction;
    this.policies = policies;
    this.others = others;
    this.table = table;
    for (int i = 0; i < policies.size(); i++) {
      String namespace =
          policies.get(i).subject() instanceof Peer.Local local ? local.namespace() : "";
      byNamespace.computeIfAbsent(namespace, name -> new ArrayList<>()).add(i);
    }
  }

  /** For each of the others, the number of the connections that {@code pods} may have with it. */
  int[] of(PodClass pods) {
    BitSet governing = new BitSet(policies.size());
    Stream.of("", pods.namespace())
        .distinct()
        .flatMap(namespace -> byNamespace.getOrDefault(namespace, List.of()).stream())
        .filter(i -> policies.get(i).governs(pods, direction))
        .forEach(governing::set);
    // Names of ports are looked up at the destination, which for ingress is the pods themselves.
    Set<Ports.Port> ports = direction == Direction.INGRESS ? pods.ports() : Set.of();
    return answers.computeIfAbsent(new Key(governing, ports), this::answer);
  }

  private int[] answer(Key key) {
    FirstMatch admin = firstMatch(rules(key, Governance.Layer.ADMIN), key);
    List<Rule> network = rules(key, Governance.Layer.NETWORK);
    int[] rest =
        isGoverned(key)
            ? union(network, key)
            : firstMatch(rules(key, Governance.Layer.BASELINE), key).notDenied();
    int[] answer = new int[others.size()];
    for (int i = 0; i < answer.length; i++) {
      int left = table.intersection(rest[i], admin.undecided(i));
      answer[i] = table.union(admin.allowed[i], left);
    }
    return answer;
  }

  private boolean isGoverned(Key key) {
    return governing(key, Governance.Layer.NETWORK).findAny().isPresent();
  }

  private Stream<Governance> governing(Key key, Governance.Layer layer) {
    return key.policies().stream()
        .mapToObj(policies::get)
        .filter(policy -> policy.layer() == layer);
  }

  private List<Rule> rules(Key key, Governance.Layer layer) {
    return governing(key, layer)
        .flatMap(policy -> policy.rules().getOrDefault(direction, List.of()).stream())
        .toList();
  }

  private int[] union(List<Rule> rules, Key key) {
    int[] union = new int[others.size()];
    for (Rule rule : rules) {
      eachMatch(
          rule, key, (other, connections) -> union[other] = table.union(union[other], connections));
    }
    return union;
  }

  private FirstMatch firstMatch(List<Rule> rules, Key key) {
    FirstMatch match = new FirstMatch(others.size());
    for (Rule rule : rules) {
      eachMatch(rule, key, (other, connections) -> match.decide(rule.action(), other, connections));
    }
    return match;
  }

  /** Takes one other and the connections that a rule means for it. */
  private interface Match {
    void with(int other, int connections);
  }

  private void eachMatch(Rule rule, Key key, Match match) {
    BitSet matching = peers.computeIfAbsent(rule, one -> others.matching(one.peers()));
    boolean byDestination = direction == Direction.EGRESS && rule.namesPorts();
    int fixed = byDestination ? ConnectionTable.NONE : table.number(rule.on(key.ports()));
    for (int i = matching.nextSetBit(0); i >= 0; i = matching.nextSetBit(i + 1)) {
      match.with(i, byDestination ? table.number(rule.on(others.ports(i))) : fixed);
    }
  }

  /** Rules in order, of which the first that fits decides. */
  private final class FirstMatch {
    private final int[] allowed;
    private final int[] denied;
    private final int[] passed;

    FirstMatch(int size) {
      this.allowed = new int[size];
      this.denied = new int[size];
      this.passed = new int[size];
    }

    void decide(Rule.Action action, int other, int connections) {
      int decided = table.union(table.union(allowed[other], denied[other]), passed[other]);
      int fresh = table.minus(connections, decided);
      int[] kept =
          switch (action) {
            case ALLOW -> allowed;
            case DENY -> denied;
            case PASS -> passed;
          };
      kept[other] = table.union(kept[other], fresh);
    }

    /** What neither an allowing nor a denying rule took. */
    int undecided(int other) {
      return table.minus(ConnectionTable.ALL, table.union(allowed[other], denied[other]));
    }

    int[] notDenied() {
      return Arrays.stream(denied).map(one -> table.minus(ConnectionTable.ALL, one)).toArray();
    }
  }
}
