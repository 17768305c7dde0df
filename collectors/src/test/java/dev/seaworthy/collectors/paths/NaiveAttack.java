package dev.seaworthy.collectors.paths;

import dev.seaworthy.collectors.paths.AttackGraph.Edge;
import dev.seaworthy.collectors.paths.AttackGraph.Means;
import java.util.Arrays;
import java.util.BitSet;

/** The same question answered without thought: every step is tried until nothing changes. */
final class NaiveAttack {
  static final int NEVER = Integer.MAX_VALUE;

  private final AttackGraph graph;
  private final BitSet exploitable;
  private final Change change;
  final int[] reached;
  final int[] held;

  NaiveAttack(AttackGraph graph, BitSet exploitable, Change change) {
    this.graph = graph;
    this.exploitable = exploitable;
    this.change = change;
    this.reached = new int[graph.nodes()];
    this.held = new int[graph.nodes()];
    Arrays.fill(reached, NEVER);
    Arrays.fill(held, NEVER);
    boolean changed = true;
    while (changed) {
      changed = round();
    }
  }

  private boolean round() {
    boolean changed = false;
    for (Edge way : graph.ways()) {
      changed |= pass(way, 1);
    }
    for (int from = 0; from < graph.workloads(); from++) {
      if (reached[from] != NEVER) {
        for (Edge edge : graph.relays().get(from)) {
          changed |= pass(edge, reached[from] + 1);
        }
      }
      if (held[from] != NEVER) {
        for (int hub : graph.hubs().get(from)) {
          for (Edge edge : graph.edges().get(hub)) {
            changed |= pass(edge, held[from] + 1);
          }
        }
      }
    }
    return changed;
  }

  private boolean pass(Edge edge, int hops) {
    boolean changed = false;
    for (int target : edge.targets()) {
      boolean barred = edge.means() == Means.NETWORK && change.bars(target);
      if (!change.closes(edge) && !barred) {
        boolean weak = exploitable.get(target) && !change.mends(target);
        if (hops < reached[target]) {
          reached[target] = hops;
          changed = true;
        }
        if ((edge.control() || weak) && target < graph.workloads() && hops < held[target]) {
          held[target] = hops;
          changed = true;
        }
      }
    }
    return changed;
  }
}
