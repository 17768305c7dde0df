package dev.seaworthy.cli.network;

import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.collectors.network.reach.Connection;
import dev.seaworthy.collectors.network.reach.Connections;
import dev.seaworthy.collectors.network.reach.NetworkReach;
import dev.seaworthy.collectors.network.reach.Reachability;
import dev.seaworthy.engine.json.CanonicalJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Connections as JSON: a list of networks, each with its connections. */
public final class ConnectionsJson {
  private ConnectionsJson() {}

  public static void write(Reachability reachability, Appendable out) throws IOException {
    List<Map<String, Object>> networks =
        reachability.networks().stream().map(ConnectionsJson::network).toList();
    PrettyJson.write(CanonicalJson.of(Map.of("networks", networks)), out);
  }

  private static Map<String, Object> network(NetworkReach network) {
    List<Map<String, Object>> connections = new ArrayList<>();
    network.forEach(connection -> connections.add(connection(connection)));
    return Map.of("name", network.name(), "kind", network.kind(), "connections", connections);
  }

  private static Map<String, Object> connection(Connection connection) {
    return Map.of(
        "source", connection.source().name(),
        "destination", connection.destination().name(),
        "connections", connection.ports().toString(),
        "ports", ports(connection.ports()));
  }

  private static List<Map<String, Object>> ports(Connections connections) {
    return connections.spans().stream()
        .map(
            span ->
                Map.<String, Object>of(
                    "protocol", span.protocol().name(),
                    "first", (long) span.first(),
                    "last", (long) span.last()))
        .toList();
  }
}
