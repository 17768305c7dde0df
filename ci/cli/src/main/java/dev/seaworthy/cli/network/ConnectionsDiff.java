package dev.seaworthy.cli.network;

import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.collectors.network.reach.Connection;
import dev.seaworthy.collectors.network.reach.NetworkReach;
import dev.seaworthy.collectors.network.reach.Reachability;
import dev.seaworthy.engine.json.CanonicalJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What two states let pass otherwise. */
public final class ConnectionsDiff {
  /**
   * One difference.
   *
   * @param pair source, arrow and destination
   * @param before empty where nothing could pass
   * @param after empty where nothing can pass
   */
  private record Change(String network, String pair, String before, String after) {
    String line() {
      String place = network.isEmpty() ? "" : " (" + network + ")";
      if (before.isEmpty()) {
        return "+ " + pair + " : " + after + place;
      }
      return after.isEmpty()
          ? "- " + pair + " : " + before + place
          : "~ " + pair + " : " + before + " -> " + after + place;
    }

    Map<String, Object> tree() {
      return Map.of("network", network, "pair", pair, "before", before, "after", after);
    }
  }

  private final List<Change> changes = new ArrayList<>();

  /** Compares; the addresses outside are cut the same way in both. */
  public ConnectionsDiff(Reachability before, Reachability after) {
    SortedMap<String, SortedMap<String, String>> old = connections(before.cutLike(after));
    SortedMap<String, SortedMap<String, String>> next = connections(after.cutLike(before));
    SortedSet<String> networks = new TreeSet<>(old.keySet());
    networks.addAll(next.keySet());
    for (String network : networks) {
      compare(
          network,
          Optional.ofNullable(old.get(network)).orElseGet(TreeMap::new),
          Optional.ofNullable(next.get(network)).orElseGet(TreeMap::new));
    }
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** One line for each change, sorted by network and pair. */
  public void writeText(Appendable out) throws IOException {
    for (Change change : changes) {
      out.append(change.line()).append('\n');
    }
  }

  /** The same as JSON: lists of what was added, removed and changed. */
  public void writeJson(Appendable out) throws IOException {
    PrettyJson.write(
        CanonicalJson.of(
            Map.of(
                "added", trees(change -> change.before().isEmpty()),
                "removed", trees(change -> change.after().isEmpty()),
                "changed",
                    trees(change -> !change.before().isEmpty() && !change.after().isEmpty()))),
        out);
  }

  private List<Map<String, Object>> trees(java.util.function.Predicate<Change> which) {
    return changes.stream().filter(which).map(Change::tree).toList();
  }

  private void compare(
      String network, SortedMap<String, String> before, SortedMap<String, String> after) {
    SortedSet<String> pairs = new TreeSet<>(before.keySet());
    pairs.addAll(after.keySet());
    for (String pair : pairs) {
      String old = before.getOrDefault(pair, "");
      String next = after.getOrDefault(pair, "");
      if (!old.equals(next)) {
        changes.add(new Change(network, pair, old, next));
      }
    }
  }

  private static SortedMap<String, SortedMap<String, String>> connections(Reachability state) {
    SortedMap<String, SortedMap<String, String>> networks = new TreeMap<>();
    for (NetworkReach network : state.networks()) {
      SortedMap<String, String> connections = new TreeMap<>();
      network.forEach(one -> connections.put(pair(one), one.ports().toString()));
      networks.put(title(network), connections);
    }
    return networks;
  }

  /** The cluster's own network needs no name. */
  private static String title(NetworkReach network) {
    return network.kind().equals(network.name()) ? "" : network.kind() + " " + network.name();
  }

  private static String pair(Connection connection) {
    return connection.source().name() + " => " + connection.destination().name();
  }
}
