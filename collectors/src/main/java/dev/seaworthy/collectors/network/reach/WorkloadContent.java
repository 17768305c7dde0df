package dev.seaworthy.collectors.network.reach;

import com.google.common.primitives.ImmutableIntArray;
import dev.seaworthy.collectors.network.Ports;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What evidence says of one workload: what it is, and how it meets what lies outside. */
final class WorkloadContent {
  private final Network network;
  private final Cluster cluster;
  private final NetworkFlows flows;
  private final Map<ImmutableIntArray, OutsideReach> outside = new HashMap<>();

  WorkloadContent(Network network, Cluster cluster, NetworkFlows flows) {
    this.network = network;
    this.cluster = cluster;
    this.flows = flows;
  }

  /** The content for the pods of {@code same}, which share a name. */
  Map<String, Object> of(NetworkFlows.Node node, List<Workload> same) {
    OutsideReach reach =
        outside.computeIfAbsent(node.classes(), classes -> new OutsideReach(flows, node));
    Map<String, Object> content = new TreeMap<>();
    content.put("peer", node.peer().name());
    content.put("network", network.name());
    content.put("namespace", same.get(0).namespace());
    content.put("kind", same.get(0).kind());
    content.put("name", same.get(0).name());
    content.put("labels", labels(same));
    content.put("images", images(same));
    content.put("serviceAccounts", accounts(same));
    content.put("ports", ports(same));
    content.put("hostNetwork", same.stream().anyMatch(one -> one.pods().hostNetwork()));
    content.put("egress", reach.egress());
    content.put("ingress", reach.ingress());
    List<Cluster.WayIn> ways = waysIn(same);
    content.put("exposed", exposed(ways, reach));
    List<Map<String, Object>> hostPorts = hostPorts(same, reach);
    if (!hostPorts.isEmpty()) {
      content.put("hostPorts", hostPorts);
    }
    List<Map<String, Object>> routed =
        ways.stream()
            .filter(Cluster.WayIn::throughController)
            .map(way -> exposure(way, way.ports()))
            .toList();
    if (!routed.isEmpty()) {
      content.put("routed", routed);
    }
    return content;
  }

  private static Map<String, String> labels(List<Workload> same) {
    Map<String, String> common = new TreeMap<>(same.get(0).pods().labels());
    same.forEach(one -> common.entrySet().retainAll(one.pods().labels().entrySet()));
    return common;
  }

  private static List<String> images(List<Workload> same) {
    return same.stream()
        .flatMap(one -> one.identity().images().stream())
        .distinct()
        .sorted()
        .toList();
  }

  private static List<String> accounts(List<Workload> same) {
    return same.stream()
        .map(one -> one.identity().serviceAccount())
        .filter(name -> !name.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  private static List<Map<String, Object>> ports(List<Workload> same) {
    return same.stream()
        .flatMap(one -> one.pods().ports().stream())
        .distinct()
        .sorted(Comparator.comparing(Ports.Port::number).thenComparing(Ports.Port::protocol))
        .map(WorkloadContent::port)
        .distinct()
        .toList();
  }

  private static Map<String, Object> port(Ports.Port port) {
    return Map.of("name", port.name(), "number", port.number(), "protocol", port.protocol());
  }

  private List<Cluster.WayIn> waysIn(List<Workload> same) {
    return same.stream()
        .flatMap(one -> cluster.waysIn(one.pods()).stream())
        .distinct()
        .sorted(Comparator.comparing(Cluster.WayIn::by).thenComparing(Cluster.WayIn::service))
        .toList();
  }

  /** The ways from outside that policies leave open, whoever stands before them. */
  private static List<Map<String, Object>> exposed(List<Cluster.WayIn> ways, OutsideReach reach) {
    List<Map<String, Object>> exposed = new ArrayList<>();
    for (Cluster.WayIn way : ways) {
      Connections let =
          way.ports()
              .intersection(
                  way.throughController() ? reach.fromController() : reach.fromInternet());
      if (!let.isEmpty()) {
        exposed.add(exposure(way, let));
      }
    }
    return exposed;
  }

  private static Map<String, Object> exposure(Cluster.WayIn way, Connections let) {
    Map<String, Object> tree = new LinkedHashMap<>(ports(let));
    tree.put("by", way.by().toTree());
    tree.put("service", way.service());
    if (way.isInternal()) {
      tree.put("internal", true);
    }
    return tree;
  }

  private static Map<String, Object> ports(Connections let) {
    return Map.of("ports", PortTree.of(let), "text", let.toString());
  }

  /** Policies need not hold on the network of a node. */
  private static List<Map<String, Object>> hostPorts(List<Workload> same, OutsideReach reach) {
    Connections let = Connections.NONE;
    for (Workload one : same) {
      Connections open = HostPorts.of(one);
      if (!open.isEmpty()) {
        let = let.union(one.pods().hostNetwork() ? open : open.intersection(reach.fromInternet()));
      }
    }
    return let.isEmpty() ? List.of() : List.of(ports(let));
  }
}
