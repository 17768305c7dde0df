package dev.seaworthy.collectors.paths;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.iam.PodTokens;
import dev.seaworthy.collectors.paths.AttackGraph.Edge;
import dev.seaworthy.collectors.paths.AttackGraph.Means;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Builds the attack graph from what collectors found out: the ways in of {@code network/workload},
 * the groups of {@code network/reachability}, the rights of {@code iam/principal}, and what
 * manifests give to pods.
 */
final class PathWorld {
  private record Peer(String network, String name) {}

  private final PathNodes nodes;
  private final Map<Subject, Manifest> written = new HashMap<>();
  private final Map<Peer, Integer> numbers = new HashMap<>();
  private final List<List<Edge>> edges = new ArrayList<>();
  private final List<Set<Integer>> hubs = new ArrayList<>();
  private final List<List<Edge>> relays = new ArrayList<>();
  private final List<List<Edge>> hostRelays = new ArrayList<>();
  private final List<Edge> ways = new ArrayList<>();
  private final List<Edge> hostWays = new ArrayList<>();

  /**
   * The world of one snapshot.
   *
   * @param networks of kind {@code network/reachability}
   * @param principals of kind {@code iam/principal}
   */
  PathWorld(
      PathNodes nodes,
      List<Evidence> networks,
      List<Evidence> principals,
      List<Manifest> manifests) {
    this.nodes = nodes;
    for (PathNodes.Workload workload : nodes.workloads()) {
      int number = hubs.size();
      hubs.add(new LinkedHashSet<>());
      relays.add(new ArrayList<>());
      hostRelays.add(new ArrayList<>());
      workload.contents().forEach(content -> numbers.put(peer(content), number));
    }
    manifests.forEach(manifest -> written.putIfAbsent(manifest.subject(), manifest));
    networks.forEach(network -> addNetwork(network.content().node()));
    addAccounts(new AccountRights(principals, nodes), new PodTokens(manifests));
    addPods(new PodEdges(nodes, manifests));
    addWays();
  }

  /** Whether ports that are open on nodes make a difference. */
  boolean hasHostPorts() {
    return !hostWays.isEmpty();
  }

  /**
   * The graph.
   *
   * @param hostPorts whether ports that are open on nodes are ways in
   */
  AttackGraph graph(boolean hostPorts) {
    return new AttackGraph(
        nodes.count(),
        hostPorts ? joined(ways, hostWays) : ways,
        hubs.stream().map(List::copyOf).toList(),
        edges,
        IntStream.range(0, relays.size())
            .mapToObj(i -> hostPorts ? joined(relays.get(i), hostRelays.get(i)) : relays.get(i))
            .toList());
  }

  private static List<Edge> joined(List<Edge> some, List<Edge> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private static Peer peer(JsonNode content) {
    return new Peer(content.path("network").asText(), content.path("peer").asText());
  }

  /** One edge for each workload that something outside leads to, or that is open on its node. */
  private void addWays() {
    for (int i = 0; i < nodes.workloads().size(); i++) {
      for (JsonNode content : nodes.workloads().get(i).contents()) {
        for (JsonNode way : content.path("exposed")) {
          if (isPublic(way)) {
            ways.add(way(Subject.fromTree(way.path("by")), way.path("text").asText(), i));
          }
        }
        for (JsonNode way : content.path("hostPorts")) {
          hostWays.add(hostWay(way.path("text").asText(), i));
        }
      }
    }
  }

  /** Whether the internet is let in, and not a cloud's or company's own network alone. */
  private static boolean isPublic(JsonNode way) {
    return !way.path("internal").asBoolean();
  }

  private Edge way(Subject by, String ports, int workload) {
    String place =
        Optional.ofNullable(written.get(by))
            .map(manifest -> " (" + manifest.locations().locate(JsonPath.ROOT) + ")")
            .orElse("");
    return way(by.toString(), ports, workload, place);
  }

  private Edge hostWay(String ports, int workload) {
    String place = " (" + nodes.workloads().get(workload).at() + ")";
    return way("the node of " + nodes.display(workload), ports, workload, place);
  }

  private Edge way(String by, String ports, int workload, String place) {
    String note =
        "%s lets the internet on %s into %s%s".formatted(by, ports, nodes.display(workload), place);
    return new Edge(Means.WAY_IN, List.of(workload), false, by, note);
  }

  /**
   * What routes lead to, for whoever reaches a pod that may serve them: one that a Service opens to
   * the outside, and that policies let reach what the route names. Which controller serves a route
   * is not told by all kinds of them.
   */
  private void addRelays(
      JsonNode connection,
      List<Integer> targets,
      List<List<Integer>> open,
      List<List<Edge>> relays) {
    for (int to : targets) {
      for (JsonNode route : routes(to)) {
        if (isPublic(route) && PortSpans.meet(connection.path("ports"), route.path("ports"))) {
          Edge edge = way(Subject.fromTree(route.path("by")), route.path("text").asText(), to);
          connection
              .path("from")
              .forEach(
                  from ->
                      open.get(from.asInt()).stream()
                          .filter(one -> one != to)
                          .forEach(one -> relays.get(one).add(edge)));
        }
      }
    }
  }

  private List<JsonNode> routes(int workload) {
    return nodes.workloads().get(workload).contents().stream()
        .flatMap(content -> content.path("routed").valueStream())
        .toList();
  }

  private boolean isOpen(int workload) {
    return nodes.workloads().get(workload).contents().stream()
        .flatMap(content -> content.path("exposed").valueStream())
        .anyMatch(way -> way.path("by").path("kind").asText().equals("Service"));
  }

  /** Whether its node alone opens it. */
  private boolean isOpenOnNode(int workload) {
    return !isOpen(workload)
        && nodes.workloads().get(workload).contents().stream()
            .anyMatch(content -> !content.path("hostPorts").isEmpty());
  }

  /** Groups are hubs; what may pass from several groups alike is one edge of each. */
  private void addNetwork(JsonNode network) {
    String name = network.path("network").asText();
    int first = edges.size();
    List<List<Integer>> groups = new ArrayList<>();
    for (JsonNode group : network.path("groups")) {
      int hub = edges.size();
      edges.add(new ArrayList<>());
      List<Integer> members = new ArrayList<>();
      for (JsonNode peer : group) {
        Integer member = numbers.get(new Peer(name, peer.asText()));
        if (member != null) {
          members.add(member);
          hubs.get(member).add(hub);
        }
      }
      groups.add(members);
    }
    List<List<Integer>> open =
        groups.stream().map(group -> group.stream().filter(this::isOpen).toList()).toList();
    List<List<Integer>> onNodes =
        groups.stream().map(group -> group.stream().filter(this::isOpenOnNode).toList()).toList();
    for (JsonNode connection : network.path("connections")) {
      List<Integer> targets =
          groups.get(connection.path("to").asInt()).stream()
              .filter(to -> isHeard(connection.path("ports"), to, name))
              .toList();
      String ports = connection.path("text").asText();
      Edge edge = new Edge(Means.NETWORK, targets, false, "", ports);
      connection.path("from").forEach(from -> edges.get(first + from.asInt()).add(edge));
      List<Integer> all = groups.get(connection.path("to").asInt());
      addRelays(connection, all, open, relays);
      addRelays(connection, all, onNodes, hostRelays);
    }
  }

  /** As where Services lead to: what containers do not declare, where they do, is closed. */
  private boolean isHeard(JsonNode spans, int workload, String network) {
    JsonNode declared =
        nodes.workloads().get(workload).contents().stream()
            .filter(content -> content.path("network").asText().equals(network))
            .findFirst()
            .orElseThrow()
            .path("ports");
    return declared.isEmpty() || PortSpans.holdsOneOf(spans, declared);
  }

  /** An account is a hub of all workloads that hold its token. */
  private void addAccounts(AccountRights rights, PodTokens tokens) {
    Map<Subject, Integer> known = new LinkedHashMap<>();
    for (int i = 0; i < nodes.workloads().size(); i++) {
      int workload = i;
      accounts(nodes.workloads().get(i), tokens)
          .forEach(
              account -> {
                int hub =
                    known.computeIfAbsent(
                        account,
                        key -> {
                          edges.add(rights.of(key));
                          return edges.size() - 1;
                        });
                hubs.get(workload).add(hub);
              });
    }
  }

  private void addPods(PodEdges pods) {
    for (int i = 0; i < nodes.workloads().size(); i++) {
      List<Edge> own = pods.of(nodes.workloads().get(i));
      if (!own.isEmpty()) {
        hubs.get(i).add(edges.size());
        edges.add(own);
      }
    }
  }

  /** Pods whose maker is not among the manifests are taken to hold the token of their account. */
  private static Stream<Subject> accounts(PathNodes.Workload workload, PodTokens tokens) {
    Optional<PodTokens.Tokens> told = tokens.in(workload.subject());
    if (told.isPresent()) {
      return told.get().account().stream();
    }
    return workload
        .contents()
        .get(0)
        .path("serviceAccounts")
        .valueStream()
        .map(name -> new Subject("ServiceAccount", workload.subject().namespace(), name.asText()));
  }
}
