package dev.seaworthy.cli.network.svg;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Orders workloads from left to right, so that most arrows point right: the rank is the longest way
 * from a workload that none reaches. Workloads that reach each other in a circle share a rank
 * (Tarjan, Depth-first search and linear graph algorithms, 1972; without recursion).
 */
final class Ranks {
  private static final int LAST = 5;

  private final Map<String, Set<String>> next = new TreeMap<>();
  private final Map<String, Integer> index = new HashMap<>();
  private final Map<String, Integer> low = new HashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final Set<String> isOpen = new HashSet<>();

  /** Components in reverse topological order. */
  private final List<List<String>> components = new ArrayList<>();

  private Ranks(FlowGraph graph) {
    graph.connections().keySet().stream()
        .filter(pair -> !FlowGraph.isOutside(pair.from()) && !FlowGraph.isOutside(pair.to()))
        .forEach(pair -> next.computeIfAbsent(pair.from(), key -> new TreeSet<>()).add(pair.to()));
  }

  /** The rank of each of {@code workloads}, from 0. */
  static Map<String, Integer> of(FlowGraph graph, Collection<String> workloads) {
    Ranks ranks = new Ranks(graph);
    new TreeSet<>(workloads).forEach(ranks::visit);
    return ranks.longest();
  }

  private Map<String, Integer> longest() {
    Map<String, Integer> rank = new HashMap<>();
    for (int i = components.size() - 1; i >= 0; i--) {
      int own =
          components.get(i).stream().mapToInt(one -> rank.getOrDefault(one, 0)).max().orElse(0);
      for (String one : components.get(i)) {
        rank.put(one, own);
      }
      Set<String> together = new HashSet<>(components.get(i));
      for (String one : together) {
        for (String after : next.getOrDefault(one, Set.of())) {
          if (!together.contains(after)) {
            rank.merge(after, Math.min(own + 1, LAST), Math::max);
          }
        }
      }
    }
    return rank;
  }

  /** One step of the search: a workload and those it reaches that are still to be seen. */
  private record Step(String at, Iterator<String> left) {}

  private void visit(String root) {
    if (index.containsKey(root)) {
      return;
    }
    Deque<Step> path = new ArrayDeque<>();
    path.push(enter(root));
    while (!path.isEmpty()) {
      Step step = path.element();
      if (step.left().hasNext()) {
        String after = step.left().next();
        if (!index.containsKey(after)) {
          path.push(enter(after));
        } else if (isOpen.contains(after)) {
          low.merge(step.at(), index.getOrDefault(after, 0), Math::min);
        }
      } else {
        path.pop();
        leave(step.at());
        if (!path.isEmpty()) {
          low.merge(path.element().at(), low.getOrDefault(step.at(), 0), Math::min);
        }
      }
    }
  }

  private Step enter(String at) {
    int number = index.size();
    index.put(at, number);
    low.put(at, number);
    open.push(at);
    isOpen.add(at);
    return new Step(at, next.getOrDefault(at, Set.of()).iterator());
  }

  private void leave(String at) {
    if (!low.getOrDefault(at, 0).equals(index.getOrDefault(at, 0))) {
      return;
    }
    List<String> component = new ArrayList<>();
    String member;
    do {
      member = open.pop();
      isOpen.remove(member);
      component.add(member);
    } while (!member.equals(at));
    components.add(component);
  }
}
