package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.network.Ports;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the ports of admin policies: {@code ports} of v1alpha1, {@code protocols} of v1alpha2. */
final class AdminPorts {
  private static final PortMatch NOTHING = new PortMatch.Fixed(Connections.NONE);

  private final Doubts doubts;

  AdminPorts(Doubts doubts) {
    this.doubts = doubts;
  }

  List<PortMatch> read(Tree.Mapping rule, JsonPath at) {
    List<PortMatch> read = new ArrayList<>();
    List<Tree> ports = rule.items("ports");
    for (int i = 0; i < ports.size(); i++) {
      read.add(port(ports.get(i), at.then("ports").then(i)));
    }
    List<Tree> protocols = rule.items("protocols");
    for (int i = 0; i < protocols.size(); i++) {
      read.add(protocol(protocols.get(i), at.then("protocols").then(i)));
    }
    return read;
  }

  private PortMatch port(Tree item, JsonPath at) {
    Optional<Tree.Mapping> entry = item.asMapping();
    Optional<Tree.Mapping> number = entry.flatMap(one -> one.mapping("portNumber"));
    if (number.isPresent()) {
      return fixed(number.get(), "port", "port", at.then("portNumber"));
    }
    Optional<Tree.Mapping> range = entry.flatMap(one -> one.mapping("portRange"));
    if (range.isPresent()) {
      return fixed(range.get(), "start", "end", at.then("portRange"));
    }
    return named(entry, "namedPort", at);
  }

  private PortMatch named(Optional<Tree.Mapping> entry, String key, JsonPath at) {
    Optional<String> name = entry.flatMap(one -> one.text(key));
    if (name.isEmpty()) {
      doubts.fault(at, "is no port");
      return NOTHING;
    }
    return new PortMatch.Named(name.get(), "");
  }

  private PortMatch fixed(Tree.Mapping port, String first, String last, JsonPath at) {
    Optional<Protocol> protocol = Protocol.of(port.text("protocol").orElse("TCP"));
    if (protocol.isEmpty()) {
      doubts.fault(at.then("protocol"), "is none of `TCP`, `UDP` and `SCTP`");
      return NOTHING;
    }
    return span(protocol.get(), Ports.number(port, first), Ports.number(port, last), at);
  }

  private PortMatch protocol(Tree item, JsonPath at) {
    Optional<Tree.Mapping> entry = item.asMapping();
    for (Protocol protocol : Protocol.values()) {
      String key = protocol.name().toLowerCase(Locale.ROOT);
      Optional<Tree.Mapping> spoken = entry.flatMap(one -> one.mapping(key));
      if (spoken.isPresent()) {
        return spoken
            .get()
            .mapping("destinationPort")
            .map(port -> destination(protocol, port, at.then(key).then("destinationPort")))
            .orElseGet(() -> new PortMatch.Fixed(Connections.of(protocol)));
      }
    }
    return named(entry, "destinationNamedPort", at);
  }

  private PortMatch destination(Protocol protocol, Tree.Mapping port, JsonPath at) {
    Optional<Tree.Mapping> range = port.mapping("range");
    if (range.isPresent()) {
      return span(
          protocol, Ports.number(range.get(), "start"), Ports.number(range.get(), "end"), at);
    }
    long number = Ports.number(port, "number");
    return span(protocol, number, number, at);
  }

  private PortMatch span(Protocol protocol, long first, long last, JsonPath at) {
    if (first < 1 || last > Connections.LAST_PORT || first > last) {
      doubts.fault(at, "is not between 1 and 65535, or ends before it begins");
      return NOTHING;
    }
    return new PortMatch.Fixed(Connections.of(protocol, (int) first, (int) last));
  }
}
