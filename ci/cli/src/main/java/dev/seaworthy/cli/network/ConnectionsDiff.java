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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** What two states let pass otherwise. */
public final class ConnectionsDiff {
  /**
   * One difference.
   *
   * @param network empty for the cluster's own
   * @param before no connection where nothing could pass
   * @param after no connection where nothing can pass
   */
  public record Change(
      String network,
      Connection.Peer source,
      Connection.Peer destination,
      Connections before,
      Connections after) {
    /** What can pass now and could not. */
    public Connections gained() {
      return after.minus(before);
    }

    /** What could pass and cannot now. */
    public Connections lost() {
      return before.minus(after);
    }

    private String line() {
      String place = network.isEmpty() ? "" : " (" + network + ")";
      if (before.isEmpty()) {
        return "+ " + pair() + " : " + after + place;
      }
      return after.isEmpty()
          ? "- " + pair() + " : " + before + place
          : "~ " + pair() + " : " + before + " -> " + after + place;
    }

    private Map<String, Object> tree() {
      return Map.of(
          "network", network, "pair", pair(), "before", shown(before), "after", shown(after));
    }

    private String pair() {
      return source.name() + " => " + destination.name();
    }

    private static String shown(Connections connections) {
      return connections.isEmpty() ? "" : connections.toString();
    }
  }

  /** What one pair may do in each state; there may be millions. */
  private static final class Pair {
    private final Connection any;
    private Connections before = Connections.NONE;
    private Connections after = Connections.NONE;

    Pair(Connection any) {
      this.any = any;
    }

    boolean differs() {
      return !before.equals(after);
    }
  }

  private final List<Change> changes = new ArrayList<>();

  /** Compares; the addresses outside are cut the same way in both. */
  public ConnectionsDiff(Reachability before, Reachability after) {
    SortedMap<String, SortedMap<String, Pair>> networks = new TreeMap<>();
    add(before.cutLike(after), networks, (pair, ports) -> pair.before = ports);
    add(after.cutLike(before), networks, (pair, ports) -> pair.after = ports);
    networks.forEach((network, pairs) -> pairs.values().forEach(pair -> compare(network, pair)));
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** Every difference, sorted by network and pair. */
  public List<Change> changes() {
    return List.copyOf(changes);
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

  private List<Map<String, Object>> trees(Predicate<Change> which) {
    return changes.stream().filter(which).map(Change::tree).toList();
  }

  private void compare(String network, Pair pair) {
    if (pair.differs()) {
      changes.add(
          new Change(network, pair.any.source(), pair.any.destination(), pair.before, pair.after));
    }
  }

  private static void add(
      Reachability state,
      SortedMap<String, SortedMap<String, Pair>> networks,
      BiConsumer<Pair, Connections> side) {
    for (NetworkReach network : state.networks()) {
      SortedMap<String, Pair> pairs =
          networks.computeIfAbsent(title(network), title -> new TreeMap<>());
      network.forEach(
          one -> side.accept(pairs.computeIfAbsent(pair(one), name -> new Pair(one)), one.ports()));
    }
  }

  /** The cluster's own network needs no name. */
  private static String title(NetworkReach network) {
    return network.kind().equals(network.name()) ? "" : network.kind() + " " + network.name();
  }

  private static String pair(Connection connection) {
    return connection.source().name() + " => " + connection.destination().name();
  }
}
