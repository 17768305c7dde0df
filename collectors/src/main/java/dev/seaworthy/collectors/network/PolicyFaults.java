package dev.seaworthy.collectors.network;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.LabelSelector;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the API server refuses in a network policy whose fields have the right types. */
public final class PolicyFaults {
  /** One refusal. */
  public record Fault(JsonPath path, String reason) {}

  private static final int MAX_PORT = 65_535;

  private final List<Fault> faults = new ArrayList<>();

  private PolicyFaults() {}

  /** All of them, in the order of the policy's fields. */
  public static List<Fault> of(Tree.Mapping policy) {
    PolicyFaults found = new PolicyFaults();
    policy.mapping("spec").ifPresent(found::spec);
    return found.faults;
  }

  private void spec(Tree.Mapping spec) {
    JsonPath at = JsonPath.of("spec");
    selector(spec, "podSelector", at);
    List<Tree> types = spec.items("policyTypes");
    for (int i = 0; i < types.size(); i++) {
      if (!Set.of("Ingress", "Egress").contains(types.get(i).asText().orElse(""))) {
        fault(at.then("policyTypes").then(i), "is neither `Ingress` nor `Egress`");
      }
    }
    for (Direction direction : Direction.values()) {
      List<Tree> rules = spec.items(direction.rules());
      for (int i = 0; i < rules.size(); i++) {
        JsonPath ruleAt = at.then(direction.rules()).then(i);
        rule(rules.get(i).asMapping().orElseThrow(), direction, ruleAt);
      }
    }
  }

  private void rule(Tree.Mapping rule, Direction direction, JsonPath at) {
    List<Tree> peers = rule.items(direction.peers());
    for (int i = 0; i < peers.size(); i++) {
      peer(peers.get(i).asMapping().orElseThrow(), at.then(direction.peers()).then(i));
    }
    List<Tree> ports = rule.items("ports");
    for (int i = 0; i < ports.size(); i++) {
      port(ports.get(i).asMapping().orElseThrow(), at.then("ports").then(i));
    }
  }

  private void peer(Tree.Mapping peer, JsonPath at) {
    Optional<Tree.Mapping> block = peer.mapping("ipBlock");
    boolean selects =
        peer.mapping("podSelector").isPresent() || peer.mapping("namespaceSelector").isPresent();
    if (block.isEmpty() && !selects) {
      fault(at, "names no peer; to allow all, leave the list out");
    } else if (block.isPresent() && selects) {
      fault(at, "has an `ipBlock` beside a selector");
    }
    selector(peer, "podSelector", at);
    selector(peer, "namespaceSelector", at);
    block.ifPresent(present -> block(present, at.then("ipBlock")));
  }

  private void block(Tree.Mapping block, JsonPath at) {
    Optional<Cidr> cidr = block.text("cidr").flatMap(Cidr::parse);
    if (cidr.isEmpty()) {
      fault(at.then("cidr"), "is not a block of addresses");
      return;
    }
    List<Tree> except = block.items("except");
    for (int i = 0; i < except.size(); i++) {
      Optional<Cidr> inner = except.get(i).asText().flatMap(Cidr::parse);
      if (inner.isEmpty()) {
        fault(at.then("except").then(i), "is not a block of addresses");
      } else if (!cidr.get().strictlyContains(inner.get())) {
        fault(at.then("except").then(i), "does not lie inside `cidr`");
      }
    }
  }

  private void port(Tree.Mapping port, JsonPath at) {
    Ports.Port parsed = Ports.of(port);
    if (port.text("protocol").isPresent()
        && !Set.of("TCP", "UDP", "SCTP").contains(parsed.protocol())) {
      fault(at.then("protocol"), "is none of `TCP`, `UDP` and `SCTP`");
    }
    if (!parsed.name().isEmpty() && !Ports.isName(parsed.name())) {
      fault(at.then("port"), "is no port name");
    }
    if (parsed.name().isEmpty() && Ports.has(port, "port") && !isPort(parsed.number())) {
      fault(at.then("port"), "is not between 1 and 65535");
    }
    if (Ports.has(port, "endPort")) {
      endPort(port, parsed, at.then("endPort"));
    }
  }

  private void endPort(Tree.Mapping port, Ports.Port parsed, JsonPath at) {
    long end = Ports.number(port, "endPort");
    if (parsed.number() == 0) {
      fault(at, "needs a numeric `port` beside it");
    } else if (!isPort(end) || end < parsed.number()) {
      fault(at, "is not between `port` and 65535");
    }
  }

  private void selector(Tree.Mapping parent, String key, JsonPath at) {
    parent
        .mapping(key)
        .flatMap(LabelSelector::fault)
        .ifPresent(reason -> fault(at.then(key), "is no selector: " + reason));
  }

  private static boolean isPort(long number) {
    return number >= 1 && number <= MAX_PORT;
  }

  private void fault(JsonPath path, String reason) {
    faults.add(new Fault(path, reason));
  }
}
