package dev.seaworthy.collectors.network.reach;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Workloads of one network that policies do not tell apart, and what may pass between such groups:
 * thousands of workloads make few of them.
 */
final class FlowGroups {
  private final NetworkFlows flows;
  private final List<NetworkFlows.Node> members;
  private final List<List<NetworkFlows.Node>> groups;

  /**
   * Groups the workloads of {@code flows}.
   *
   * @param wanted the names of those that count
   */
  FlowGroups(NetworkFlows flows, Set<String> wanted) {
    this.flows = flows;
    this.members =
        flows.sources().stream()
            .filter(node -> node.isWorkload() && wanted.contains(node.peer().name()))
            .toList();
    Map<ImmutableIntArray, List<NetworkFlows.Node>> byClasses = new LinkedHashMap<>();
    for (NetworkFlows.Node node : members) {
      byClasses.computeIfAbsent(node.classes(), classes -> new ArrayList<>()).add(node);
    }
    this.groups = List.copyOf(byClasses.values());
  }

  /** Every workload that counts, by name. */
  List<NetworkFlows.Node> members() {
    return members;
  }

  /** The names of each group's workloads. */
  List<List<String>> names() {
    return groups.stream()
        .map(group -> group.stream().map(node -> node.peer().name()).toList())
        .toList();
  }

  /** For each destination and set of ports, the numbers of the groups that may begin. */
  List<Map<String, Object>> connections() {
    Callers callers = flows.callers();
    ListMultimap<Integer, Integer> byClass = groupsByClass();
    List<Map<String, Object>> connections = new ArrayList<>();
    for (int to = 0; to < groups.size(); to++) {
      BitSet asking = new BitSet();
      classes(to)
          .flatMap(one -> callers.of(one).stream())
          .forEach(one -> byClass.get(one).forEach(asking::set));
      int destination = to;
      sources(asking, to)
          .forEach((ports, from) -> connections.add(connection(from, destination, ports)));
    }
    return connections;
  }

  private Map<Connections, List<Integer>> sources(BitSet asking, int to) {
    Map<Connections, List<Integer>> sources = new LinkedHashMap<>();
    for (int from = asking.nextSetBit(0); from >= 0; from = asking.nextSetBit(from + 1)) {
      Connections ports = ports(from, to);
      if (!ports.isEmpty()) {
        sources.computeIfAbsent(ports, key -> new ArrayList<>()).add(from);
      }
    }
    return sources;
  }

  private ListMultimap<Integer, Integer> groupsByClass() {
    ListMultimap<Integer, Integer> byClass = ArrayListMultimap.create();
    for (int i = 0; i < groups.size(); i++) {
      int group = i;
      classes(i).forEach(one -> byClass.put(one, group));
    }
    return byClass;
  }

  private IntStream classes(int group) {
    return groups.get(group).get(0).classes().stream();
  }

  private static Map<String, Object> connection(List<Integer> from, int to, Connections ports) {
    return Map.of("from", from, "to", to, "ports", PortTree.of(ports), "text", ports.toString());
  }

  /** Nothing passes from a workload to itself: the only one of a group has nobody there. */
  private Connections ports(int from, int to) {
    boolean alone = from == to && groups.get(from).size() == 1;
    return alone ? Connections.NONE : flows.ports(groups.get(from).get(0), groups.get(to).get(0));
  }
}
