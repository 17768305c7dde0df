package dev.seaworthy.cli.network.svg;

import dev.seaworthy.collectors.network.reach.Connection;
import dev.seaworthy.collectors.network.reach.Reachability;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a picture shows: workloads in a lane for each name space, boxes for what lies outside, and
 * who reaches whom. All addresses outside that are alike share a box.
 */
final class FlowGraph {
  /** What stands outside the cluster; keys sort before those of workloads. */
  enum Outside {
    INTERNET_IN("Internet", "any public address", true),
    PRIVATE_IN("Private addresses", "outside the cluster", true),
    CONTROLLER("Ingress controller", "wherever it runs", true),
    INTERNET_OUT("Internet", "any public address", false),
    PRIVATE_OUT("Private addresses", "outside the cluster", false);

    private final String title;
    private final String note;
    private final boolean source;

    Outside(String title, String note, boolean source) {
      this.title = title;
      this.note = note;
      this.source = source;
    }

    String key() {
      return "\u0001" + name();
    }

    String title() {
      return title;
    }

    String note() {
      return note;
    }

    boolean isSource() {
      return source;
    }
  }

  /** Two ends of connections. */
  record Pair(String from, String to) implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      int first = from.compareTo(other.from);
      return first == 0 ? to.compareTo(other.to) : first;
    }
  }

  private final SortedMap<String, SortedSet<String>> lanes = new TreeMap<>();
  private final Map<String, String> laneOf = new TreeMap<>();
  private final SortedMap<Pair, List<Connection>> connections = new TreeMap<>();
  private final SortedMap<String, SortedSet<String>> members = new TreeMap<>();

  private FlowGraph() {}

  static FlowGraph of(Reachability reachability) {
    FlowGraph graph = new FlowGraph();
    reachability.workloads().forEach(graph::add);
    reachability.forEach(graph::add);
    return graph;
  }

  /** The same, with one box for workloads that differ in nothing. */
  FlowGraph withTwinsJoined() {
    Map<String, String> firstOf = Twins.of(this);
    FlowGraph joined = new FlowGraph();
    laneOf.forEach(
        (key, lane) -> {
          String first = firstOf.getOrDefault(key, key);
          joined.put(first, lane);
          joined.members.computeIfAbsent(first, box -> new TreeSet<>()).add(key);
        });
    connections.forEach(
        (pair, some) -> {
          Pair boxes =
              new Pair(
                  firstOf.getOrDefault(pair.from(), pair.from()),
                  firstOf.getOrDefault(pair.to(), pair.to()));
          joined.connections.computeIfAbsent(boxes, key -> new ArrayList<>()).addAll(some);
        });
    return joined;
  }

  /** The names of the workloads that a box stands for. */
  SortedSet<String> members(String box) {
    return members.getOrDefault(box, new TreeSet<>(List.of(box)));
  }

  /** Keys of boxes by lane; a box outside is a lane of its own. */
  SortedMap<String, SortedSet<String>> lanes() {
    return lanes;
  }

  String laneOf(String box) {
    return laneOf.getOrDefault(box, box);
  }

  SortedMap<Pair, List<Connection>> connections() {
    return connections;
  }

  long workloads() {
    return laneOf.keySet().stream().filter(key -> !isOutside(key)).count();
  }

  static boolean isOutside(String key) {
    return key.startsWith("\u0001");
  }

  /** What passes, as one text. */
  static String ports(List<Connection> same) {
    SortedSet<String> texts =
        same.stream()
            .map(one -> one.ports().toString())
            .collect(Collectors.toCollection(TreeSet::new));
    return texts.size() <= 2 ? String.join(" or ", texts) : "several ports";
  }

  private void add(Connection.Peer workload) {
    put(workload.name(), workload.namespace());
  }

  private void add(Connection connection) {
    String from = key(connection.source(), true);
    String to = key(connection.destination(), false);
    connections.computeIfAbsent(new Pair(from, to), pair -> new ArrayList<>()).add(connection);
  }

  private String key(Connection.Peer peer, boolean source) {
    String key =
        switch (peer.kind()) {
          case WORKLOAD -> peer.name();
          case INGRESS_CONTROLLER -> Outside.CONTROLLER.key();
          case INTERNET -> (source ? Outside.INTERNET_IN : Outside.INTERNET_OUT).key();
          case EXTERNAL -> (source ? Outside.PRIVATE_IN : Outside.PRIVATE_OUT).key();
        };
    if (!laneOf.containsKey(key)) {
      put(key, peer.kind() == Connection.PeerKind.WORKLOAD ? peer.namespace() : key);
    }
    return key;
  }

  private void put(String key, String lane) {
    laneOf.put(key, lane);
    lanes.computeIfAbsent(lane, name -> new TreeSet<>()).add(key);
  }
}
