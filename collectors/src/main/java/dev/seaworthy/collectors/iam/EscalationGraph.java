package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.iam.EscalationEdges.Edge;
import dev.seaworthy.collectors.iam.EscalationHop.Use;
import dev.seaworthy.collectors.iam.EscalationNode.AnyOf;
import dev.seaworthy.collectors.iam.EscalationNode.Reached;
import dev.seaworthy.collectors.iam.EscalationNode.Somebody;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Who leads to whom. From each power the graph is walked once, backwards and in order of distance,
 * so the work is linear in its edges however many paths there are; a shortest path then follows the
 * distances down. Those of whom one is chosen stand between, at no distance of their own, so that
 * one right to a name space of hundreds of accounts is one edge.
 */
final class EscalationGraph {
  private final Map<EscalationNode, List<Edge>> edges = new LinkedHashMap<>();
  private final Map<EscalationNode, List<EscalationNode>> backwards = new HashMap<>();
  private final Map<AnyOf, SortedSet<RbacIdentity>> choices = new HashMap<>();
  private final Map<EscalationPower, Map<EscalationNode, Integer>> distances =
      new EnumMap<>(EscalationPower.class);
  private final EscalationWorld world;

  /**
   * @param start where paths may begin; whatever they lead to is added
   * @param leads the edges of a node
   */
  EscalationGraph(
      EscalationWorld world,
      Collection<? extends EscalationNode> start,
      Function<EscalationNode, List<Edge>> leads) {
    this.world = world;
    Deque<EscalationNode> open = new ArrayDeque<>(start);
    while (!open.isEmpty()) {
      EscalationNode next = open.removeFirst();
      if (!edges.containsKey(next)) {
        List<Edge> found = next instanceof AnyOf ? List.of() : leads.apply(next);
        edges.put(next, found);
        found.forEach(edge -> backwards(edge.to()).add(next));
        found.forEach(edge -> open.add(edge.to()));
        if (next instanceof AnyOf any) {
          choices(any).forEach(one -> open.add(new Somebody(one)));
        }
      }
    }
    for (EscalationPower power : EscalationPower.values()) {
      distances.put(power, distances(new Reached(power)));
    }
  }

  /** The hops of the shortest path; empty if there is none. */
  List<EscalationHop> path(EscalationNode from, EscalationPower power) {
    Map<EscalationNode, Integer> distance = distances.getOrDefault(power, Map.of());
    List<EscalationHop> hops = new ArrayList<>();
    EscalationNode at = from;
    for (int left = distance.getOrDefault(from, 0); left > 0; left--) {
      EscalationHop hop = hop(at, left - 1, distance);
      hops.add(hop);
      at = hop.to();
    }
    return hops;
  }

  private EscalationHop hop(EscalationNode from, int left, Map<EscalationNode, Integer> distance) {
    Edge edge =
        edges.getOrDefault(from, List.of()).stream()
            .filter(one -> distance.getOrDefault(one.to(), -1) == left)
            .findFirst()
            .orElseThrow();
    if (!(edge.to() instanceof AnyOf any)) {
      return new EscalationHop(from, edge.to(), edge.technique(), edge.uses(), edge.assumption());
    }
    RbacIdentity chosen =
        choices(any).stream()
            .filter(one -> distance.getOrDefault(new Somebody(one), -1) == left)
            .findFirst()
            .orElseThrow();
    return chosen(from, edge, any, chosen);
  }

  /** The edge to any of many, as an edge to the one who is chosen. */
  private EscalationHop chosen(EscalationNode from, Edge edge, AnyOf any, RbacIdentity chosen) {
    String namespace = chosen.subject().namespace();
    List<Use> uses =
        switch (any.kind()) {
          case USERS -> edge.uses();
          case ACCOUNTS, ACCOUNTS_OF_PODS ->
              edge.uses().stream().map(use -> use.in(namespace)).toList();
        };
    String assumption =
        switch (any.kind()) {
          case ACCOUNTS, USERS -> edge.assumption();
          case ACCOUNTS_OF_PODS -> PodTechniques.assumption(world, namespace);
        };
    return new EscalationHop(from, new Somebody(chosen), edge.technique(), uses, assumption);
  }

  private Map<EscalationNode, Integer> distances(EscalationNode goal) {
    Map<RbacIdentity, List<AnyOf>> among = among();
    Map<EscalationNode, Integer> distance = new HashMap<>(Map.of(goal, 0));
    Deque<EscalationNode> open = new ArrayDeque<>(List.of(goal));
    while (!open.isEmpty()) {
      EscalationNode next = open.removeFirst();
      int far = distance.getOrDefault(next, 0);
      if (next instanceof Somebody somebody) {
        among.getOrDefault(somebody.identity(), List.of()).stream()
            .filter(any -> distance.putIfAbsent(any, far) == null)
            .forEach(open::addFirst);
      }
      backwards.getOrDefault(next, List.of()).stream()
          .filter(source -> distance.putIfAbsent(source, far + 1) == null)
          .forEach(open::addLast);
    }
    return distance;
  }

  /** Of which choices each is one. */
  private Map<RbacIdentity, List<AnyOf>> among() {
    Map<RbacIdentity, List<AnyOf>> among = new HashMap<>();
    choices.forEach(
        (any, members) ->
            members.forEach(one -> among.computeIfAbsent(one, key -> new ArrayList<>()).add(any)));
    return among;
  }

  private List<EscalationNode> backwards(EscalationNode to) {
    return backwards.computeIfAbsent(to, key -> new ArrayList<>());
  }

  private SortedSet<RbacIdentity> choices(AnyOf any) {
    return choices.computeIfAbsent(any, this::members);
  }

  private SortedSet<RbacIdentity> members(AnyOf any) {
    return switch (any.kind()) {
      case ACCOUNTS -> world.accounts(any.namespace());
      case USERS -> world.users();
      case ACCOUNTS_OF_PODS -> {
        Set<String> namespaces =
            any.namespace().isEmpty() ? world.namespaces() : Set.of(any.namespace());
        SortedSet<RbacIdentity> members = new TreeSet<>();
        namespaces.forEach(one -> members.addAll(world.accountsOfPods(one, "")));
        yield members;
      }
    };
  }
}
