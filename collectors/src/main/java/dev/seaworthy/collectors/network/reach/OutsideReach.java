package dev.seaworthy.collectors.network.reach;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import dev.seaworthy.engine.json.CanonicalJson;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What policies let pass between one workload and the addresses outside the cluster. Worked out
 * once: most workloads of a cluster share it with many others. For one thread.
 */
final class OutsideReach {
  private final NetworkFlows flows;
  private final NetworkFlows.Node workload;
  private final CanonicalJson egress;
  private final CanonicalJson ingress;
  private @Nullable Connections fromInternet;

  OutsideReach(NetworkFlows flows, NetworkFlows.Node workload) {
    this.flows = flows;
    this.workload = workload;
    this.egress = json(flows.destinationRanges(), range -> flows.ports(workload, range));
    this.ingress = json(flows.sourceRanges(), range -> flows.ports(range, workload));
  }

  /** Where it may go, by ports: a list. */
  CanonicalJson egress() {
    return egress;
  }

  /** Whence it may be asked, by ports, whether there is a way or not: a list. */
  CanonicalJson ingress() {
    return ingress;
  }

  /** The ports on which some public address may ask. */
  Connections fromInternet() {
    Connections known = fromInternet;
    if (known == null) {
      known = portsFromInternet();
      fromInternet = known;
    }
    return known;
  }

  private Connections portsFromInternet() {
    return flows.sourceRanges().stream()
        .filter(node -> PublicAddresses.areIn(range(node)))
        .map(node -> flows.ports(node, workload))
        .reduce(Connections.NONE, Connections::union);
  }

  /** The ports on which an ingress controller may ask, were there a way on each. */
  Connections fromController() {
    return flows.fromController(workload);
  }

  private static CanonicalJson json(
      List<NetworkFlows.Node> nodes, Function<NetworkFlows.Node, Connections> ports) {
    Map<Connections, RangeSet<BigInteger>> byPorts = new LinkedHashMap<>();
    for (NetworkFlows.Node node : nodes) {
      Connections let = ports.apply(node);
      if (!let.isEmpty()) {
        byPorts.computeIfAbsent(let, key -> TreeRangeSet.create()).add(range(node));
      }
    }
    List<Map<String, Object>> trees = new ArrayList<>();
    byPorts.forEach((let, ranges) -> trees.add(tree(let, ranges)));
    return CanonicalJson.of(trees);
  }

  private static Map<String, Object> tree(Connections let, RangeSet<BigInteger> ranges) {
    List<String> internet = new ArrayList<>();
    List<String> elsewhere = new ArrayList<>();
    for (Range<BigInteger> range : ranges.asRanges()) {
      (PublicAddresses.areIn(range) ? internet : elsewhere).addAll(AddressLine.blocks(range));
    }
    Map<String, Object> tree = new TreeMap<>();
    tree.put("internet", internet);
    tree.put("private", elsewhere);
    tree.put("metadata", PublicAddresses.metadataIn(ranges));
    tree.put("ports", PortTree.of(let));
    tree.put("text", let.toString());
    return tree;
  }

  private static Range<BigInteger> range(NetworkFlows.Node node) {
    return node.addresses().orElseThrow().toRange();
  }
}
