package dev.seaworthy.collectors.paths;

import dev.seaworthy.collectors.image.ExploitTerms;
import dev.seaworthy.collectors.paths.AttackGraph.Edge;
import dev.seaworthy.collectors.paths.AttackSearch.Stage;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What the evidence of attack paths holds: nodes, texts of steps, and a search for each terms. */
final class PathContent {
  /** Stages of a path that are told; of longer ones the middle is left out. */
  static final int STAGES = 24;

  private final PathNodes nodes;
  private final PathWorld world;
  private final Weaknesses weaknesses;
  private final Map<String, Integer> texts = new LinkedHashMap<>();

  PathContent(PathNodes nodes, PathWorld world, Weaknesses weaknesses) {
    this.nodes = nodes;
    this.world = world;
    this.weaknesses = weaknesses;
  }

  CanonicalJson json() {
    List<Map<String, Object>> searches = searches();
    Map<String, Object> tree = new TreeMap<>();
    tree.put("nodes", nodeTrees());
    tree.put("searches", searches);
    tree.put("steps", List.copyOf(texts.keySet()));
    return CanonicalJson.of(tree);
  }

  private List<Map<String, Object>> nodeTrees() {
    List<Map<String, Object>> trees = new ArrayList<>();
    for (int i = 0; i < nodes.workloads().size(); i++) {
      PathNodes.Workload workload = nodes.workloads().get(i);
      Map<String, Object> tree = new TreeMap<>();
      tree.put("kind", "workload");
      tree.put("name", workload.name());
      tree.put("network", workload.contents().get(0).path("network").asText());
      tree.put("peer", workload.contents().get(0).path("peer").asText());
      tree.put("unscanned", weaknesses.unscanned(i));
      tree.put("hidden", weaknesses.isHidden(i));
      tree.put("hostNetwork", workload.onHostNetwork());
      trees.add(tree);
    }
    nodes.things().forEach(thing -> trees.add(thing.toTree()));
    return trees;
  }

  /** Terms that find the same are one search. */
  private List<Map<String, Object>> searches() {
    Map<Object, List<ExploitTerms>> alike = new LinkedHashMap<>();
    for (ExploitTerms terms : ExploitTerms.all()) {
      alike.computeIfAbsent(weaknesses.signature(terms), key -> new ArrayList<>()).add(terms);
    }
    if (!world.hasHostPorts()) {
      AttackGraph graph = world.graph(false);
      return alike.values().stream().map(one -> search(one, graph)).toList();
    }
    List<Map<String, Object>> searches = new ArrayList<>();
    for (boolean hostPorts : List.of(false, true)) {
      AttackGraph graph = world.graph(hostPorts);
      for (List<ExploitTerms> one : alike.values()) {
        Map<String, Object> search = search(one, graph);
        search.put("hostPorts", hostPorts);
        searches.add(search);
      }
    }
    return searches;
  }

  private Map<String, Object> search(List<ExploitTerms> alike, AttackGraph graph) {
    ExploitTerms terms = alike.get(0);
    BitSet exploitable = weaknesses.exploitable(terms);
    AttackSearch search = AttackSearch.of(graph, exploitable);
    Cuts cuts = new Cuts(graph, nodes::display, search, exploitable, weaknesses.mendable(terms));
    Map<String, Object> tree = new TreeMap<>();
    tree.put("terms", alike.stream().map(ExploitTerms::toTree).toList());
    tree.put("cuts", cuts.all().stream().map(PathContent::cut).toList());
    tree.put("cutsLimited", cuts.limited());
    tree.put(
        "reached",
        search.order().stream().map(node -> reached(node, search, cuts, terms)).toList());
    return tree;
  }

  private static Map<String, Object> cut(Cuts.Cut cut) {
    String kind = cut.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return Map.of("kind", kind, "what", cut.what());
  }

  private Map<String, Object> reached(
      int node, AttackSearch search, Cuts cuts, ExploitTerms terms) {
    List<Stage> trail = search.trail(node);
    Stage last = trail.get(trail.size() - 1);
    Map<String, Object> tree = new TreeMap<>();
    tree.put("node", node);
    tree.put("hops", last.step().hops());
    tree.put("from", last.step().from());
    tree.put("held", search.holds(node));
    tree.put("closable", search.isReachedByNetworkAlone(node));
    tree.put("cuts", cuts.of(node));
    tree.put("steps", steps(trail, search, terms));
    return tree;
  }

  private List<Integer> steps(List<Stage> trail, AttackSearch search, ExploitTerms terms) {
    int before = STAGES / 2;
    int after = trail.size() - STAGES / 2;
    List<Integer> steps = new ArrayList<>();
    IntStream.range(0, trail.size())
        .filter(i -> trail.size() <= STAGES || i < before || i >= after)
        .forEach(
            i -> {
              if (i == after && trail.size() > STAGES) {
                steps.add(number("%d steps more".formatted(after - before)));
              }
              steps.add(number(text(trail.get(i))));
              if (search.isExploitedAt(trail, i)) {
                int node = trail.get(i).node();
                steps.add(number(weaknesses.of(node, terms).get(0).text()));
              }
            });
    return steps;
  }

  private String text(Stage stage) {
    Edge edge = stage.step().edge();
    return switch (edge.means()) {
      case WAY_IN, POD -> edge.note();
      case NETWORK ->
          "%s reaches %s on %s (%s)"
              .formatted(
                  nodes.display(stage.step().from()),
                  nodes.display(stage.node()),
                  edge.note(),
                  nodes.workloads().get(stage.node()).at());
      case RIGHTS ->
          edge.control()
              ? "%s and so enters %s".formatted(edge.note(), nodes.display(stage.node()))
              : edge.note();
    };
  }

  private int number(String text) {
    return texts.computeIfAbsent(text, key -> texts.size());
  }
}
