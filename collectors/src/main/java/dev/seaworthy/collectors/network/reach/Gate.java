package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.network.Direction;
import dev.seaworthy.collectors.network.Ports;
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
  private final PeerIndex subjects;
  private final Map<Key, Runs> answers = new HashMap<>();
  private final IdentityHashMap<Rule, BitSet> peers = new IdentityHashMap<>();

  // What an answer is worked out in, empty between two.
  private final FirstMatch admin;
  private final FirstMatch baseline;
  private final int[] network;

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
    this.subjects = new PeerIndex(policies.stream().map(Governance::subject).toList());
    this.admin = new FirstMatch(others.size());
    this.baseline = new FirstMatch(others.size());
    this.network = new int[others.size()];
  }

  /** For each of the others, the number of the connections that {@code pods} may have with it. */
  Runs of(PodClass pods) {
    BitSet governing = subjects.including(pods);
    for (int i = governing.nextSetBit(0); i >= 0; i = governing.nextSetBit(i + 1)) {
      governing.set(i, policies.get(i).governs(direction));
    }
    // Names of ports are looked up at the destination, which for ingress is the pods themselves.
    Set<Ports.Port> ports = direction == Direction.INGRESS ? pods.ports() : Set.of();
    return answers.computeIfAbsent(new Key(governing, ports), this::answer);
  }

  private Runs answer(Key key) {
    BitSet named = new BitSet();
    eachMatch(rules(key, Governance.Layer.ADMIN), key, named, admin::decide);
    boolean governed = isGoverned(key);
    if (governed) {
      eachMatch(rules(key, Governance.Layer.NETWORK), key, named, this::allow);
    } else {
      eachMatch(rules(key, Governance.Layer.BASELINE), key, named, baseline::decide);
    }
    // Those that no rule names share what is left: nothing, or everything.
    int common = governed ? ConnectionTable.NONE : ConnectionTable.ALL;
    Runs answer = Runs.of(others.size(), common, named, other -> answer(governed, other));
    named.stream().forEach(this::forget);
    return answer;
  }

  private int answer(boolean governed, int other) {
    int rest = governed ? network[other] : baseline.notDenied(other);
    return table.union(admin.allowed[other], table.intersection(rest, admin.undecided(other)));
  }

  private void allow(Rule.Action action, int other, int connections) {
    network[other] = table.union(network[other], connections);
  }

  private void forget(int other) {
    admin.forget(other);
    baseline.forget(other);
    network[other] = ConnectionTable.NONE;
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

  /** Takes what a rule does, one other and the connections that it means for it. */
  private interface Match {
    void with(Rule.Action action, int other, int connections);
  }

  /** Gives each match of {@code rules}, in order, and adds whom they name to {@code named}. */
  private void eachMatch(List<Rule> rules, Key key, BitSet named, Match match) {
    for (Rule rule : rules) {
      BitSet matching = peers.computeIfAbsent(rule, one -> others.matching(one.peers()));
      named.or(matching);
      boolean byDestination = direction == Direction.EGRESS && rule.namesPorts();
      int fixed = byDestination ? ConnectionTable.NONE : table.number(rule.on(key.ports()));
      // Many pods have the same ports.
      Map<Set<Ports.Port>, Integer> byPorts = new HashMap<>();
      for (int i = matching.nextSetBit(0); i >= 0; i = matching.nextSetBit(i + 1)) {
        int connections =
            byDestination
                ? byPorts.computeIfAbsent(others.ports(i), ports -> table.number(rule.on(ports)))
                : fixed;
        match.with(rule.action(), i, connections);
      }
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

    int notDenied(int other) {
      return table.minus(ConnectionTable.ALL, denied[other]);
    }

    void forget(int other) {
      allowed[other] = ConnectionTable.NONE;
      denied[other] = ConnectionTable.NONE;
      passed[other] = ConnectionTable.NONE;
    }
  }
}
