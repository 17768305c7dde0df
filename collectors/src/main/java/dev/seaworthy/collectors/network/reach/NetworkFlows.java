package dev.seaworthy.collectors.network.reach;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.primitives.ImmutableIntArray;
import dev.seaworthy.collectors.network.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * All connections of one network. Traffic from one pod to another passes if the gate out of the
 * first and the gate into the second let it; pods that policies cannot tell apart share their
 * gates.
 */
final class NetworkFlows {
  private static final String CONTROLLER = "{ingress-controller}";

  /**
   * A peer.
   *
   * @param classes numbers of the classes that a workload's pods belong to
   * @param waysIn for each of them, the connections that services open to ingress controllers
   * @param range number of an address range, or -1
   */
  private record Node(
      Connection.Peer peer, ImmutableIntArray classes, ImmutableIntArray waysIn, int range) {
    boolean isWorkload() {
      return !classes.isEmpty();
    }
  }

  private final ConnectionTable table = new ConnectionTable();
  private final Map<PodClass, Integer> classes = new LinkedHashMap<>();
  private final List<Node> sources = new ArrayList<>();
  private final List<Node> destinations = new ArrayList<>();
  private final List<int[]> into = new ArrayList<>();
  private final List<int[]> outOf = new ArrayList<>();
  private final int controller;

  /**
   * The flows of {@code network}.
   *
   * @param cutters policies of another state, whose blocks cut the addresses outside too, so that
   *     both states have the same peers
   */
  NetworkFlows(Network network, Cluster cluster, List<Governance> cutters) {
    Map<String, List<Workload>> byName = new TreeMap<>();
    for (Workload workload : network.workloads()) {
      byName.computeIfAbsent(network.display(workload), name -> new ArrayList<>()).add(workload);
    }
    byName.forEach((name, same) -> addWorkload(name, same, cluster));
    this.controller = classes.size();
    List<PodClass> pods = new ArrayList<>(classes.keySet());
    pods.add(PodClass.INGRESS_CONTROLLER);
    List<AddressRange> from = ranges(network, cutters, Direction.INGRESS);
    List<AddressRange> to = ranges(network, cutters, Direction.EGRESS);
    Gate in = gate(Direction.INGRESS, network, new Endpoints(pods, from));
    Gate out = gate(Direction.EGRESS, network, new Endpoints(pods, to));
    for (PodClass one : classes.keySet()) {
      into.add(in.of(one));
      outOf.add(out.of(one));
    }
    addRanges(sources, from);
    addRanges(destinations, to);
    if (network.kind().isPrimary()) {
      sources.add(node(Connection.PeerKind.INGRESS_CONTROLLER, CONTROLLER, -1));
    }
    sources.sort(Comparator.comparing(node -> node.peer().name()));
    destinations.sort(Comparator.comparing(node -> node.peer().name()));
  }

  /** Gives every connection, ordered by its line. */
  void forEach(Consumer<Connection> taker) {
    for (Node source : sources) {
      for (Node destination : destinations) {
        int ports = between(source, destination);
        if (ports != ConnectionTable.NONE) {
          taker.accept(new Connection(source.peer(), destination.peer(), table.set(ports)));
        }
      }
    }
  }

  private void addWorkload(String name, List<Workload> same, Cluster cluster) {
    Map<Integer, Connections> waysIn = new LinkedHashMap<>();
    for (Workload workload : same) {
      PodClass podClass = cluster.podClass(workload);
      Integer number = classes.computeIfAbsent(podClass, one -> classes.size());
      waysIn.merge(number, cluster.waysInto(workload), Connections::union);
    }
    Node node =
        new Node(
            new Connection.Peer(Connection.PeerKind.WORKLOAD, same.get(0).namespace(), name),
            ImmutableIntArray.copyOf(waysIn.keySet()),
            ImmutableIntArray.copyOf(waysIn.values().stream().mapToInt(table::number)),
            -1);
    sources.add(node);
    destinations.add(node);
  }

  private static void addRanges(List<Node> nodes, List<AddressRange> ranges) {
    for (int i = 0; i < ranges.size(); i++) {
      nodes.add(node(Connection.PeerKind.EXTERNAL, ranges.get(i) + "[External]", i));
    }
  }

  private static Node node(Connection.PeerKind kind, String name, int range) {
    return new Node(
        new Connection.Peer(kind, "", name), ImmutableIntArray.of(), ImmutableIntArray.of(), range);
  }

  /** The addresses outside, cut where policies of {@code direction} cut them. */
  private static List<AddressRange> ranges(
      Network network, List<Governance> cutters, Direction direction) {
    if (!network.kind().isPrimary()) {
      return List.of();
    }
    List<ImmutableRangeSet<Long>> sets =
        Stream.concat(network.policies().stream(), cutters.stream())
            .flatMap(policy -> policy.rules().getOrDefault(direction, List.of()).stream())
            .flatMap(rule -> rule.peers().stream())
            .filter(Peer.Addresses.class::isInstance)
            .map(peer -> ((Peer.Addresses) peer).set())
            .toList();
    return AddressRange.partition(sets);
  }

  private Gate gate(Direction direction, Network network, Endpoints others) {
    return new Gate(direction, network.policies(), others, table);
  }

  private int between(Node source, Node destination) {
    if (source.isWorkload()) {
      return destination.isWorkload() ? inside(source, destination) : outwards(source, destination);
    }
    return destination.isWorkload() ? inwards(source, destination) : ConnectionTable.NONE;
  }

  private int inside(Node source, Node destination) {
    int ports = ConnectionTable.NONE;
    if (!source.peer().name().equals(destination.peer().name())) {
      for (int i = 0; i < source.classes().length(); i++) {
        int from = source.classes().get(i);
        for (int j = 0; j < destination.classes().length(); j++) {
          int to = destination.classes().get(j);
          int both = table.intersection(outOf.get(from)[to], into.get(to)[from]);
          ports = table.union(ports, both);
        }
      }
    }
    return ports;
  }

  private int outwards(Node source, Node destination) {
    int ports = ConnectionTable.NONE;
    for (int i = 0; i < source.classes().length(); i++) {
      int from = source.classes().get(i);
      ports = table.union(ports, outOf.get(from)[controller + 1 + destination.range()]);
    }
    return ports;
  }

  private int inwards(Node source, Node destination) {
    int ports = ConnectionTable.NONE;
    for (int i = 0; i < destination.classes().length(); i++) {
      int[] gate = into.get(destination.classes().get(i));
      int let =
          source.range() < 0
              ? table.intersection(gate[controller], destination.waysIn().get(i))
              : gate[controller + 1 + source.range()];
      ports = table.union(ports, let);
    }
    return ports;
  }
}
