package dev.seaworthy.collectors.network.reach;

import com.google.common.primitives.ImmutableIntArray;
import dev.seaworthy.collectors.kubernetes.LabelIndex;
import dev.seaworthy.collectors.network.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * All connections of one network. Traffic from one pod to another passes if the gate out of the
 * first and the gate into the second let it; pods that policies cannot tell apart share their
 * gates.
 */
final class NetworkFlows {
  private static final Connection.Peer CONTROLLER =
      new Connection.Peer(Connection.PeerKind.INGRESS_CONTROLLER, "", "{ingress-controller}");

  /**
   * A peer.
   *
   * @param classes numbers of the classes that a workload's pods belong to
   * @param waysIn for each of them, the connections that services open to ingress controllers
   * @param range number of an address range, or -1
   * @param addresses those of the range, if it is one
   */
  record Node(
      Connection.Peer peer,
      ImmutableIntArray classes,
      ImmutableIntArray waysIn,
      int range,
      Optional<AddressRange> addresses) {
    boolean isWorkload() {
      return !classes.isEmpty();
    }
  }

  private final ConnectionTable table = new ConnectionTable();
  private final Likeness likeness;
  private final Map<Likeness.Key, Integer> numbers = new HashMap<>();

  /** One of each class of pods that are alike. */
  private final List<PodClass> classes = new ArrayList<>();

  private final List<Node> sources = new ArrayList<>();
  private final List<Node> destinations = new ArrayList<>();

  /** The address ranges among them: few, and asked for once for each class of pods. */
  private final List<Node> sourceRanges;

  private final List<Node> destinationRanges;
  private final List<Runs> into = new ArrayList<>();
  private final List<Runs> outOf = new ArrayList<>();
  private final int controller;

  NetworkFlows(Network network, Cluster cluster, Outside outside) {
    this.likeness = new Likeness(network.policies());
    Map<String, List<Workload>> byName = new TreeMap<>();
    for (Workload workload : network.workloads()) {
      byName.computeIfAbsent(network.display(workload), name -> new ArrayList<>()).add(workload);
    }
    byName.forEach((name, same) -> addWorkload(name, same, cluster));
    this.controller = classes.size();
    List<PodClass> pods = new ArrayList<>(classes);
    pods.add(PodClass.INGRESS_CONTROLLER);
    List<AddressRange> from = outside.ranges(network, Direction.INGRESS);
    List<AddressRange> to = outside.ranges(network, Direction.EGRESS);
    LabelIndex traits = new LabelIndex(pods.stream().map(PodClass::traits).toList());
    Gate in = gate(Direction.INGRESS, network, new Endpoints(pods, traits, from));
    Gate out = gate(Direction.EGRESS, network, new Endpoints(pods, traits, to));
    for (PodClass one : classes) {
      into.add(in.of(one));
      outOf.add(out.of(one));
    }
    addRanges(sources, from);
    addRanges(destinations, to);
    if (network.kind().isPrimary()) {
      sources.add(node(CONTROLLER, -1, Optional.empty()));
    }
    sources.sort(Comparator.comparing(node -> node.peer().name()));
    destinations.sort(Comparator.comparing(node -> node.peer().name()));
    sourceRanges = rangesOf(sources);
    destinationRanges = rangesOf(destinations);
  }

  private static List<Node> rangesOf(List<Node> nodes) {
    return nodes.stream().filter(node -> node.addresses().isPresent()).toList();
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

  /** Who may begin a connection, sorted by name. */
  List<Node> sources() {
    return sources;
  }

  /** Who may be asked, sorted by name. */
  List<Node> destinations() {
    return destinations;
  }

  /** The sources that are address ranges, sorted by name. */
  List<Node> sourceRanges() {
    return sourceRanges;
  }

  /** The destinations that are address ranges, sorted by name. */
  List<Node> destinationRanges() {
    return destinationRanges;
  }

  /** What may pass from one to the other; of two workloads, as if they were not the same. */
  Connections ports(Node source, Node destination) {
    boolean inside = source.isWorkload() && destination.isWorkload();
    return table.set(inside ? among(source, destination) : between(source, destination));
  }

  /** Tells who may begin without asking of every pair. */
  Callers callers() {
    return new Callers(controller, outOf, into);
  }

  /** What policies of {@code destination} let an ingress controller ask, were there a way. */
  Connections fromController(Node destination) {
    int ports = ConnectionTable.NONE;
    for (int i = 0; i < destination.classes().length(); i++) {
      ports = table.union(ports, into.get(destination.classes().get(i)).at(controller));
    }
    return table.set(ports);
  }

  private void addWorkload(String name, List<Workload> same, Cluster cluster) {
    Map<Integer, Connections> waysIn = new TreeMap<>();
    for (Workload workload : same) {
      int number = classOf(cluster.podClass(workload));
      waysIn.merge(number, cluster.waysInto(workload), Connections::union);
    }
    Node node =
        new Node(
            new Connection.Peer(Connection.PeerKind.WORKLOAD, same.get(0).namespace(), name),
            ImmutableIntArray.copyOf(waysIn.keySet()),
            ImmutableIntArray.copyOf(waysIn.values().stream().mapToInt(table::number)),
            -1,
            Optional.empty());
    sources.add(node);
    destinations.add(node);
  }

  private int classOf(PodClass pods) {
    return numbers.computeIfAbsent(
        likeness.of(pods),
        key -> {
          classes.add(pods);
          return classes.size() - 1;
        });
  }

  private static void addRanges(List<Node> nodes, List<AddressRange> ranges) {
    for (int i = 0; i < ranges.size(); i++) {
      AddressRange range = ranges.get(i);
      Connection.PeerKind kind =
          PublicAddresses.areIn(range.toRange())
              ? Connection.PeerKind.INTERNET
              : Connection.PeerKind.EXTERNAL;
      Connection.Peer peer = new Connection.Peer(kind, "", range + "[External]");
      nodes.add(node(peer, i, Optional.of(range)));
    }
  }

  private static Node node(Connection.Peer peer, int range, Optional<AddressRange> addresses) {
    return new Node(peer, ImmutableIntArray.of(), ImmutableIntArray.of(), range, addresses);
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
    return source.peer().name().equals(destination.peer().name())
        ? ConnectionTable.NONE
        : among(source, destination);
  }

  /** Between two workloads of these classes, be they the same workload or not. */
  private int among(Node source, Node destination) {
    int ports = ConnectionTable.NONE;
    for (int i = 0; i < source.classes().length(); i++) {
      int from = source.classes().get(i);
      for (int j = 0; j < destination.classes().length(); j++) {
        int to = destination.classes().get(j);
        int both = table.intersection(outOf.get(from).at(to), into.get(to).at(from));
        ports = table.union(ports, both);
      }
    }
    return ports;
  }

  private int outwards(Node source, Node destination) {
    int ports = ConnectionTable.NONE;
    for (int i = 0; i < source.classes().length(); i++) {
      int from = source.classes().get(i);
      ports = table.union(ports, outOf.get(from).at(controller + 1 + destination.range()));
    }
    return ports;
  }

  private int inwards(Node source, Node destination) {
    int ports = ConnectionTable.NONE;
    for (int i = 0; i < destination.classes().length(); i++) {
      Runs gate = into.get(destination.classes().get(i));
      int let =
          source.range() < 0
              ? table.intersection(gate.at(controller), destination.waysIn().get(i))
              : gate.at(controller + 1 + source.range());
      ports = table.union(ports, let);
    }
    return ports;
  }
}
