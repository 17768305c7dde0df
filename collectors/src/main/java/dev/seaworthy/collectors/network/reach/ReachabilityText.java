package dev.seaworthy.collectors.network.reach;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes one line for each connection. Where there is more than the cluster's own network, each
 * network has a heading, and a list of who is on which follows.
 */
final class ReachabilityText {
  private static final String NOTHING =
      "All connections are not allowed for the workloads in the pod-network";
  private static final String ALL_ELSEWHERE =
      "all input workloads are configured with (C)UDN as their primary network interface";

  private final Cluster cluster;
  private final Outside outside;
  private final Appendable out;
  private boolean written;

  private ReachabilityText(Cluster cluster, Outside outside, Appendable out) {
    this.cluster = cluster;
    this.outside = outside;
    this.out = out;
  }

  static void write(Cluster cluster, Outside outside, Appendable out) throws IOException {
    try {
      new ReachabilityText(cluster, outside, out).write();
    } catch (UncheckedIOException e) {
      throw new IOException(e.getCause());
    }
  }

  private void write() {
    List<Network> networks = cluster.networks();
    if (networks.size() == 1) {
      lines(networks.get(0));
      return;
    }
    for (Network network : networks) {
      section(network);
    }
    say("Workload-to-Networks Mapping:\n");
    mapping(networks);
  }

  private void section(Network network) {
    say("Permitted connectivity analyzed in " + heading(network) + ":\n");
    written = false;
    lines(network);
    if (network.kind() == Network.Kind.POD && !written) {
      say((network.workloads().isEmpty() ? ALL_ELSEWHERE : NOTHING) + "\n");
    }
    say("\n");
  }

  private static String heading(Network network) {
    if (network.kind() == Network.Kind.POD) {
      return "Pod network";
    }
    String role = network.kind().isPrimary() ? "primary " : "secondary ";
    return role + network.kind().word() + " " + network.name();
  }

  private void lines(Network network) {
    new NetworkFlows(network, cluster, outside).forEach(one -> line(one.line()));
  }

  private void line(String line) {
    written = true;
    say(line);
    say("\n");
  }

  private void mapping(List<Network> networks) {
    Map<String, String> primary = new TreeMap<>();
    Map<String, String> secondary = new TreeMap<>();
    for (Network network : networks) {
      String name = network.name() + (network.kind() == Network.Kind.POD ? "" : bracketed(network));
      Map<String, String> list = network.kind().isPrimary() ? primary : secondary;
      network.workloads().forEach(one -> list.merge(one.display(), name, (a, b) -> joined(a, b)));
    }
    for (Map.Entry<String, String> entry : primary.entrySet()) {
      say(entry.getKey() + ": \n\tPrimary Network: " + entry.getValue() + "\n");
      String more = secondary.get(entry.getKey());
      if (more != null) {
        say("\tSecondary Networks: " + more + "\n");
      }
    }
  }

  private static String joined(String names, String name) {
    return List.of(names.split(",", -1)).contains(name) ? names : names + "," + name;
  }

  private static String bracketed(Network network) {
    return "[" + network.kind().word() + "]";
  }

  private void say(String text) {
    try {
      out.append(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
