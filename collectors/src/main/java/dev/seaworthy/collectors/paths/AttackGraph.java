package dev.seaworthy.collectors.paths;

import java.util.List;

/**
 * Where whoever holds one thing can go next. Nodes are numbers: workloads first, then what is not
 * run but had. What many workloads have in common, such as a group that policies do not tell apart,
 * is a hub: its edges stand once, however many workloads lead to it.
 *
 * @param nodes how many there are
 * @param ways the ways in from outside
 * @param hubs of each workload, those that holding it opens
 * @param edges of each hub
 * @param relays of each workload, what it passes on for whoever reaches it, as ingress controllers
 *     do: all of them are ways in
 */
record AttackGraph(
    int nodes,
    List<Edge> ways,
    List<List<Integer>> hubs,
    List<List<Edge>> edges,
    List<List<Edge>> relays) {
  /** How an edge is passed. */
  enum Means {
    /** From outside the cluster, or through a pod that passes on what comes from there. */
    WAY_IN,
    /** Over the network. */
    NETWORK,
    /** By rights of a service account. */
    RIGHTS,
    /** By what a pod holds, or by what keeps it in no more. */
    POD
  }

  /**
   * One way on, which leads to every one of its targets alike. What reaches a workload over a
   * network holds it only if it can be exploited; {@code control} edges hold it at once.
   *
   * @param label what allows it: all edges of one means and label can be closed together
   * @param note the same with its place, for people
   */
  record Edge(Means means, List<Integer> targets, boolean control, String label, String note) {
    Edge {
      targets = List.copyOf(targets);
    }
  }

  AttackGraph {
    ways = List.copyOf(ways);
    hubs = List.copyOf(hubs);
    edges = List.copyOf(edges);
    relays = List.copyOf(relays);
  }

  /** Nodes below this are workloads. */
  int workloads() {
    return hubs.size();
  }
}
