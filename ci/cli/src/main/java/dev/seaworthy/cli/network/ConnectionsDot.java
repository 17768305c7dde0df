package dev.seaworthy.cli.network;

import dev.seaworthy.collectors.network.reach.Connection;
import dev.seaworthy.collectors.network.reach.Reachability;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Connections as a graph in Graphviz' language, a cluster for each name space. */
public final class ConnectionsDot {
  private final Map<String, SortedSet<String>> peersByNamespace = new TreeMap<>();
  private final List<String> edges = new ArrayList<>();

  private ConnectionsDot(Reachability reachability) {
    reachability.forEach(this::add);
  }

  public static void write(Reachability reachability, Appendable out) throws IOException {
    ConnectionsDot graph = new ConnectionsDot(reachability);
    out.append("digraph connections {\n  rankdir=LR\n  node [shape=box]\n");
    for (Map.Entry<String, SortedSet<String>> entry : graph.peersByNamespace.entrySet()) {
      graph.peers(entry.getKey(), entry.getValue(), out);
    }
    for (String edge : graph.edges) {
      out.append(edge);
    }
    out.append("}\n");
  }

  private void add(Connection connection) {
    add(connection.source());
    add(connection.destination());
    edges.add(
        "  %s -> %s [label=%s]\n"
            .formatted(
                quoted(connection.source().name()),
                quoted(connection.destination().name()),
                quoted(connection.ports().toString())));
  }

  private void add(Connection.Peer peer) {
    peersByNamespace.computeIfAbsent(peer.namespace(), key -> new TreeSet<>()).add(peer.name());
  }

  private void peers(String namespace, SortedSet<String> peers, Appendable out) throws IOException {
    boolean outside = namespace.isEmpty();
    if (!outside) {
      out.append("  subgraph %s {\n".formatted(quoted("cluster_" + namespace)));
      out.append("    label=%s\n".formatted(quoted(namespace)));
    }
    for (String peer : peers) {
      out.append(outside ? "  " : "    ").append(quoted(peer));
      out.append(outside ? " [shape=ellipse]\n" : "\n");
    }
    out.append(outside ? "" : "  }\n");
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
