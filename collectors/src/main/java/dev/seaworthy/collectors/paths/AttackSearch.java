package dev.seaworthy.collectors.paths;

import dev.seaworthy.collectors.paths.AttackGraph.Edge;
import dev.seaworthy.collectors.paths.AttackGraph.Means;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom an attacker from outside reaches, each by a shortest path. One walk, breadth first: every
 * edge and every hub is passed once, so the work is linear in what the graph holds. Of paths of one
 * length the first counts, in the order of the graph's lists.
 */
final class AttackSearch {
  /**
   * How a node was come by.
   *
   * @param from the workload before it; {@link #OUTSIDE} for none
   * @param hops how many steps led here
   */
  record Step(int from, Edge edge, int hops) {
    /** Whether the workload before it only passes on, and need not be held. */
    boolean isRelayed() {
      return from != OUTSIDE && edge.means() == Means.WAY_IN;
    }
  }

  /** A node from which to go on, and whether it is held or merely reached. */
  private record Place(int node, int hops, boolean held) {}

  /** The attacker's first place. */
  static final int OUTSIDE = -1;

  private final AttackGraph graph;
  private final BitSet exploitable;
  private final Change change;
  private final @Nullable Step[] reached;
  private final @Nullable Step[] held;
  private final List<Integer> order = new ArrayList<>();
  private final Deque<Place> open = new ArrayDeque<>();
  private final BitSet hubsDone = new BitSet();
  private final BitSet byNetwork = new BitSet();
  private final BitSet otherwise = new BitSet();
  private final Set<Edge> edgesDone = Collections.newSetFromMap(new IdentityHashMap<>());

  private AttackSearch(AttackGraph graph, BitSet exploitable, Change change) {
    this.graph = graph;
    this.exploitable = exploitable;
    this.change = change;
    this.reached = new Step[graph.nodes()];
    this.held = new Step[graph.nodes()];
  }

  /** Walks {@code graph}, in which the {@code exploitable} workloads can be taken over. */
  static AttackSearch of(AttackGraph graph, BitSet exploitable) {
    return of(graph, exploitable, new Change.Nothing());
  }

  /** The same after a change that is meant to stop it. */
  static AttackSearch of(AttackGraph graph, BitSet exploitable, Change change) {
    AttackSearch search = new AttackSearch(graph, exploitable, change);
    search.walk();
    return search;
  }

  /** Everything that is reached, nearest first. */
  List<Integer> order() {
    return order;
  }

  boolean reaches(int node) {
    return reached[node] != null;
  }

  /** Whether the attacker can do there what its pods can. */
  boolean holds(int node) {
    return held[node] != null;
  }

  /** Whether it is held because it can be exploited, and not by a right. */
  boolean exploits(int node) {
    Step step = held[node];
    return step != null && !step.edge().control();
  }

  /** Whether nothing but the network leads there. */
  boolean isReachedByNetworkAlone(int node) {
    return byNetwork.get(node) && !otherwise.get(node);
  }

  /** The steps that lead to a node that is reached, from outside to itself. */
  List<Stage> trail(int node) {
    List<Stage> trail = new ArrayList<>();
    Step step = reached[node];
    int at = node;
    while (step != null) {
      trail.add(new Stage(at, step));
      at = step.from();
      step = at == OUTSIDE ? null : step.isRelayed() ? reached[at] : held[at];
    }
    Collections.reverse(trail);
    return trail;
  }

  /** A node of a trail and the step to it. */
  record Stage(int node, Step step) {}

  /** Whether a trail goes on from its stage {@code i} by what holding the node opens. */
  boolean isExploitedAt(List<Stage> trail, int i) {
    return i < trail.size() - 1
        && !trail.get(i + 1).step().isRelayed()
        && exploits(trail.get(i).node());
  }

  private void walk() {
    graph.ways().forEach(way -> pass(way, OUTSIDE, 1));
    while (!open.isEmpty()) {
      Place next = open.removeFirst();
      if (next.held()) {
        expand(next);
      } else {
        graph.relays().get(next.node()).forEach(edge -> pass(edge, next.node(), next.hops() + 1));
      }
    }
  }

  private void expand(Place place) {
    for (int hub : graph.hubs().get(place.node())) {
      if (!hubsDone.get(hub)) {
        hubsDone.set(hub);
        graph.edges().get(hub).forEach(edge -> pass(edge, place.node(), place.hops() + 1));
      }
    }
  }

  private void pass(Edge edge, int from, int hops) {
    if (!change.closes(edge) && edgesDone.add(edge)) {
      Step step = new Step(from, edge, hops);
      edge.targets().forEach(target -> reach(target, step));
    }
  }

  private void reach(int node, Step step) {
    if (step.edge().means() == Means.NETWORK && change.bars(node)) {
      return;
    }
    (step.edge().means() == Means.NETWORK ? byNetwork : otherwise).set(node);
    if (reached[node] == null) {
      reached[node] = step;
      order.add(node);
      if (node < graph.workloads()) {
        open.add(new Place(node, step.hops(), false));
      }
    }
    boolean taken = step.edge().control() || (exploitable.get(node) && !change.mends(node));
    if (taken && held[node] == null && node < graph.workloads()) {
      held[node] = step;
      open.add(new Place(node, step.hops(), true));
    }
  }
}
