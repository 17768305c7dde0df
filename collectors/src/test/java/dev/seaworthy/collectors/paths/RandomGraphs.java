package dev.seaworthy.collectors.paths;

import dev.seaworthy.collectors.paths.AttackGraph.Edge;
import dev.seaworthy.collectors.paths.AttackGraph.Means;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Graphs of a seed, small enough that every shape turns up. */
final class RandomGraphs {
  private final Random random;
  private final int workloads;
  private final int nodes;

  RandomGraphs(long seed) {
    this.random = new Random(seed);
    this.workloads = 1 + random.nextInt(14);
    this.nodes = workloads + random.nextInt(4);
  }

  AttackGraph graph() {
    int hubs = 1 + random.nextInt(8);
    List<List<Edge>> edges = new ArrayList<>();
    for (int hub = 0; hub < hubs; hub++) {
      edges.add(new ArrayList<>());
    }
    int count = random.nextInt(20);
    for (int i = 0; i < count; i++) {
      Edge edge = edge();
      // One connection may begin at several groups; rights are those of one account.
      int starts = edge.means() == Means.NETWORK ? 1 + random.nextInt(3) : 1;
      for (int start = 0; start < starts; start++) {
        edges.get(random.nextInt(hubs)).add(edge);
      }
    }
    List<List<Integer>> hubsOf = new ArrayList<>();
    for (int workload = 0; workload < workloads; workload++) {
      hubsOf.add(List.copyOf(some(hubs, 2)));
    }
    List<Edge> ways = new ArrayList<>();
    for (int target : some(workloads, 3)) {
      ways.add(new Edge(Means.WAY_IN, List.of(target), false, "way " + random.nextInt(3), ""));
    }
    return new AttackGraph(nodes, ways, hubsOf, edges, relays());
  }

  private List<List<Edge>> relays() {
    List<List<Edge>> relays = new ArrayList<>();
    for (int workload = 0; workload < workloads; workload++) {
      List<Edge> own = new ArrayList<>();
      for (int target : some(workloads, random.nextInt(2))) {
        own.add(new Edge(Means.WAY_IN, List.of(target), false, "way " + random.nextInt(3), ""));
      }
      relays.add(own);
    }
    return relays;
  }

  BitSet exploitable() {
    BitSet exploitable = new BitSet();
    for (int i = 0; i < workloads; i++) {
      exploitable.set(i, random.nextInt(3) > 0);
    }
    return exploitable;
  }

  Change change(AttackGraph graph) {
    return switch (random.nextInt(5)) {
      case 0 -> new Change.Bar(random.nextInt(workloads));
      case 1 -> new Change.Close(Means.WAY_IN, "way " + random.nextInt(3));
      case 2 -> new Change.Close(Means.RIGHTS, "account " + random.nextInt(3));
      case 3 -> new Change.Close(Means.POD, "pod " + random.nextInt(3));
      default -> new Change.Mend(exploitable());
    };
  }

  private Edge edge() {
    int kind = random.nextInt(5);
    if (kind == 1) {
      return new Edge(
          Means.POD, List.copyOf(some(nodes, 2)), false, "pod " + random.nextInt(3), "");
    }
    return kind == 0
        ? new Edge(
            Means.RIGHTS,
            List.copyOf(some(nodes, 3)),
            random.nextBoolean(),
            "account " + random.nextInt(3),
            "")
        : new Edge(Means.NETWORK, List.copyOf(some(workloads, 4)), false, "", "");
  }

  private Set<Integer> some(int below, int most) {
    Set<Integer> some = new TreeSet<>();
    int count = random.nextInt(most + 1);
    for (int i = 0; i < count; i++) {
      some.add(random.nextInt(below));
    }
    return some;
  }
}
