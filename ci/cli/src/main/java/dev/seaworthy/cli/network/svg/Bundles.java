package dev.seaworthy.cli.network.svg;

import dev.seaworthy.collectors.network.reach.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Draws one arrow where many would say the same: if every workload of a lane reaches what another
 * does, the lane itself does. Where too many arrows are left, those between two lanes become one.
 */
final class Bundles {
  /** From so many on, workloads of a lane are drawn as the lane. */
  private static final int MANY = 3;

  /** What an eye can follow. */
  private static final int TOO_MANY = 60;

  /** Lines that one arrow's title lists. */
  private static final int LINES = 30;

  private record Alike(String fromLane, String toLane, String ports) implements Comparable<Alike> {
    @Override
    public int compareTo(Alike other) {
      return text().compareTo(other.text());
    }

    private String text() {
      return fromLane + "\u0000" + toLane + "\u0000" + ports;
    }
  }

  private final FlowGraph graph;
  private final boolean lanesOnly;
  private final List<Flow> flows = new ArrayList<>();

  private Bundles(FlowGraph graph, boolean lanesOnly) {
    this.graph = graph;
    this.lanesOnly = lanesOnly;
  }

  /**
   * The arrows of {@code graph}.
   *
   * @param lanesOnly whether no single workload is drawn
   */
  static List<Flow> of(FlowGraph graph, boolean lanesOnly) {
    Bundles bundles = new Bundles(graph, lanesOnly);
    bundles.bundle();
    return bundles.flows;
  }

  private void bundle() {
    SortedMap<Alike, SortedSet<FlowGraph.Pair>> alike = new TreeMap<>();
    for (Map.Entry<FlowGraph.Pair, List<Connection>> entry : graph.connections().entrySet()) {
      FlowGraph.Pair pair = entry.getKey();
      Alike key =
          new Alike(
              graph.laneOf(pair.from()),
              graph.laneOf(pair.to()),
              FlowGraph.ports(entry.getValue()));
      alike.computeIfAbsent(key, one -> new TreeSet<>()).add(pair);
    }
    List<Flow> single = new ArrayList<>();
    alike.forEach((key, pairs) -> bundle(key, pairs, single));
    if (lanesOnly) {
      single.addAll(flows);
      flows.clear();
    }
    flows.addAll(lanesOnly ? betweenLanes(single, 0) : betweenLanes(single, TOO_MANY));
  }

  private void bundle(Alike key, SortedSet<FlowGraph.Pair> pairs, List<Flow> single) {
    SortedSet<String> from = boxes(key.fromLane());
    SortedSet<String> to = boxes(key.toLane());
    boolean same = key.fromLane().equals(key.toLane());
    boolean all =
        from.stream()
            .allMatch(
                one ->
                    to.stream()
                        .filter(other -> !other.equals(one) || members(one) > 1)
                        .allMatch(other -> pairs.contains(new FlowGraph.Pair(one, other))));
    if (all && from.size() + to.size() > (same ? MANY + 1 : MANY)) {
      flows.add(flow(end(key.fromLane(), from), end(key.toLane(), to), key.ports(), pairs));
      return;
    }
    SortedSet<FlowGraph.Pair> left = new TreeSet<>(pairs);
    for (String one : to) {
      SortedSet<FlowGraph.Pair> into = those(left, pair -> pair.to().equals(one));
      if (isWhole(from, one, into)) {
        flows.add(flow(key.fromLane(), one, key.ports(), into));
        left.removeAll(into);
      }
    }
    for (String one : from) {
      SortedSet<FlowGraph.Pair> out = those(left, pair -> pair.from().equals(one));
      if (isWhole(to, one, out)) {
        flows.add(flow(one, key.toLane(), key.ports(), out));
        left.removeAll(out);
      }
    }
    for (FlowGraph.Pair pair : left) {
      SortedSet<FlowGraph.Pair> alone = new TreeSet<>(List.of(pair));
      single.add(flow(pair.from(), pair.to(), key.ports(), alone));
    }
  }

  private int members(String box) {
    return graph.members(box).size();
  }

  private static SortedSet<FlowGraph.Pair> those(
      SortedSet<FlowGraph.Pair> pairs, Predicate<FlowGraph.Pair> which) {
    SortedSet<FlowGraph.Pair> those = new TreeSet<>();
    for (FlowGraph.Pair pair : pairs) {
      if (which.test(pair)) {
        those.add(pair);
      }
    }
    return those;
  }

  /** Whether {@code pairs} of {@code one} are with every other of a lane. */
  private boolean isWhole(SortedSet<String> lane, String one, SortedSet<FlowGraph.Pair> pairs) {
    int self = lane.contains(one) && members(one) == 1 ? 1 : 0;
    return lane.size() >= MANY && pairs.size() == lane.size() - self;
  }

  /** A lane of one workload is that workload. */
  private static String end(String lane, SortedSet<String> boxes) {
    return boxes.size() == 1 ? boxes.first() : lane;
  }

  private SortedSet<String> boxes(String lane) {
    return graph.lanes().getOrDefault(lane, new TreeSet<>(List.of(lane)));
  }

  /** Joins the arrows between those lanes that have most, until there are {@code most} at last. */
  private List<Flow> betweenLanes(List<Flow> single, int most) {
    SortedMap<FlowGraph.Pair, List<Flow>> byLanes = new TreeMap<>();
    for (Flow flow : single) {
      FlowGraph.Pair lanes = new FlowGraph.Pair(graph.laneOf(flow.from()), graph.laneOf(flow.to()));
      byLanes.computeIfAbsent(lanes, pair -> new ArrayList<>()).add(flow);
    }
    List<FlowGraph.Pair> fullestFirst = new ArrayList<>(byLanes.keySet());
    fullestFirst.sort(Comparator.comparing(lanes -> -sizeOf(byLanes, lanes)));
    int left = single.size();
    List<Flow> bundled = new ArrayList<>();
    for (FlowGraph.Pair lanes : fullestFirst) {
      List<Flow> some = byLanes.getOrDefault(lanes, List.of());
      if (left <= most) {
        bundled.addAll(some);
      } else {
        bundled.add(bundled(lanes, some));
        left -= some.size() - 1;
      }
    }
    return bundled;
  }

  private static int sizeOf(Map<FlowGraph.Pair, List<Flow>> flows, FlowGraph.Pair lanes) {
    return flows.getOrDefault(lanes, List.of()).size();
  }

  private static Flow bundled(FlowGraph.Pair lanes, List<Flow> some) {
    List<String> lines =
        some.stream().flatMap(flow -> flow.lines().stream()).distinct().limit(LINES).toList();
    int count = some.stream().mapToInt(Flow::count).sum();
    SortedSet<String> ports = new TreeSet<>();
    some.forEach(flow -> ports.add(flow.ports()));
    String text = ports.size() == 1 ? ports.first() : "several ports";
    return new Flow(lanes.from(), lanes.to(), text, lines, count, some.size() > 1);
  }

  private Flow flow(String from, String to, String ports, SortedSet<FlowGraph.Pair> pairs) {
    List<String> lines =
        pairs.stream()
            .flatMap(pair -> graph.connections().getOrDefault(pair, List.of()).stream())
            .map(Connection::line)
            .sorted()
            .toList();
    List<String> first = lines.subList(0, Math.min(LINES, lines.size()));
    return new Flow(from, to, ports, first, lines.size(), false);
  }
}
