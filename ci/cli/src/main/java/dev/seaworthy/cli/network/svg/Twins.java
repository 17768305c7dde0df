package dev.seaworthy.cli.network.svg;

import dev.seaworthy.collectors.network.reach.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds workloads of one name space that reach, and are reached by, the same others on the same
 * ports. One box can stand for them, and nothing is lost. Either nothing passes between them, or
 * the same between any two.
 */
final class Twins {
  private final Map<String, SortedSet<String>> contacts = new HashMap<>();
  private final SortedSet<String> mutual = new TreeSet<>();

  /** The first of its twins, for each workload. */
  private final Map<String, String> firstOf = new HashMap<>();

  private Twins(FlowGraph graph) {
    for (Map.Entry<FlowGraph.Pair, List<Connection>> entry : graph.connections().entrySet()) {
      FlowGraph.Pair pair = entry.getKey();
      String ports = FlowGraph.ports(entry.getValue());
      contacts(pair.from()).add(to(pair.to(), ports));
      contacts(pair.to()).add(from(pair.from(), ports));
      if (graph.laneOf(pair.from()).equals(graph.laneOf(pair.to()))) {
        mutual.add(ports);
      }
    }
  }

  /** The first of its twins in the order of names, for each workload that has some. */
  static Map<String, String> of(FlowGraph graph) {
    Twins twins = new Twins(graph);
    graph.lanes().values().forEach(twins::find);
    return twins.firstOf;
  }

  private void find(SortedSet<String> lane) {
    join(lane, "");
    mutual.forEach(ports -> join(lane, ports));
  }

  /** Joins those that differ in nothing once each is said to reach itself on {@code ports}. */
  private void join(SortedSet<String> lane, String ports) {
    SortedMap<String, List<String>> alike = new TreeMap<>();
    for (String one : lane) {
      if (!firstOf.containsKey(one)) {
        alike.computeIfAbsent(signature(one, ports), key -> new ArrayList<>()).add(one);
      }
    }
    for (List<String> same : alike.values()) {
      if (same.size() > 1) {
        same.forEach(one -> firstOf.put(one, same.get(0)));
      }
    }
  }

  private String signature(String one, String ports) {
    SortedSet<String> all = new TreeSet<>(contacts(one));
    if (!ports.isEmpty()) {
      all.add(to(one, ports));
      all.add(from(one, ports));
    }
    return String.join("\n", all);
  }

  private SortedSet<String> contacts(String one) {
    return contacts.computeIfAbsent(one, key -> new TreeSet<>());
  }

  private static String to(String other, String ports) {
    return "> " + other + " " + ports;
  }

  private static String from(String other, String ports) {
    return "< " + other + " " + ports;
  }
}
