package dev.seaworthy.collectors.paths;

import dev.seaworthy.collectors.paths.AttackGraph.Edge;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * Single changes that stop an attacker. Only what lies on a shortest path to a node can be all that
 * leads there, so these are tried, those first that most paths have in common; each is tried by
 * walking the graph anew without it, so that what is said to be cut is cut on every path.
 */
final class Cuts {
  /** A change, and what it is called. */
  record Cut(Kind kind, String what, Change change) {}

  /** What kind of change; the smaller one first. */
  enum Kind {
    /** New packages in one image. */
    FIX_IMAGE,
    /** One NetworkPolicy before one workload. */
    CLOSE_NETWORK,
    /** What lets one workload's containers out to their node. */
    CONFINE_POD,
    /** Rights of one account. */
    TAKE_RIGHTS,
    /** One way in from outside. */
    CLOSE_WAY_IN
  }

  /** How many changes are tried in one graph. */
  static final int LIMIT = 48;

  private final AttackSearch search;
  private final IntFunction<String> names;
  private final Map<String, BitSet> mendable;
  private final Map<Integer, String> imageOf = new HashMap<>();
  private final List<Cut> cuts = new ArrayList<>();
  private final Map<Integer, List<Integer>> byNode = new HashMap<>();
  private final boolean limited;

  /**
   * Tries what can be changed.
   *
   * @param names of nodes, for people
   * @param search the walk that is to be stopped, of {@code graph}
   * @param mendable workloads that new packages of one image would make safe, by image
   */
  Cuts(
      AttackGraph graph,
      IntFunction<String> names,
      AttackSearch search,
      BitSet exploitable,
      Map<String, BitSet> mendable) {
    this.names = names;
    this.search = search;
    this.mendable = mendable;
    mendable.forEach(
        (image, workloads) -> workloads.stream().forEach(one -> imageOf.put(one, image)));
    List<Cut> candidates = candidates();
    this.limited = candidates.size() > LIMIT;
    candidates.stream()
        .limit(LIMIT)
        .forEach(cut -> attempt(cut, AttackSearch.of(graph, exploitable, cut.change())));
  }

  /** Those that cut anything. */
  List<Cut> all() {
    return cuts;
  }

  /** The numbers of those after which {@code node} is no longer reached. */
  List<Integer> of(int node) {
    return byNode.getOrDefault(node, List.of());
  }

  /** Whether more could have been tried. */
  boolean limited() {
    return limited;
  }

  private void attempt(Cut cut, AttackSearch after) {
    List<Integer> saved = search.order().stream().filter(node -> !after.reaches(node)).toList();
    if (!saved.isEmpty()) {
      int number = cuts.size();
      cuts.add(cut);
      saved.forEach(node -> byNode.computeIfAbsent(node, key -> new ArrayList<>()).add(number));
    }
  }

  /** Those on most of the shortest paths first. */
  private List<Cut> candidates() {
    Map<String, Cut> found = new LinkedHashMap<>();
    Map<String, Integer> weights = new HashMap<>();
    for (int node : search.order()) {
      for (Cut cut : on(search.trail(node))) {
        String key = cut.kind() + " " + cut.what();
        found.putIfAbsent(key, cut);
        weights.merge(key, 1, Integer::sum);
      }
    }
    return found.keySet().stream()
        .sorted(
            Comparator.<String>comparingInt(key -> -weights.getOrDefault(key, 0))
                .thenComparing(key -> key))
        .map(key -> Objects.requireNonNull(found.get(key)))
        .toList();
  }

  /** What could be changed on one path. Barring its end is no secret and is left to the reader. */
  private List<Cut> on(List<AttackSearch.Stage> trail) {
    List<Cut> cuts = new ArrayList<>();
    for (int i = 0; i < trail.size(); i++) {
      AttackSearch.Stage stage = trail.get(i);
      Edge edge = stage.step().edge();
      boolean last = i == trail.size() - 1;
      switch (edge.means()) {
        case WAY_IN -> cuts.add(closing(Kind.CLOSE_WAY_IN, edge));
        case RIGHTS -> cuts.add(closing(Kind.TAKE_RIGHTS, edge));
        // A Secret that a pod is given it needs: mending the pod is what helps.
        case POD -> {
          if (!edge.label().isEmpty()) {
            cuts.add(closing(Kind.CONFINE_POD, edge));
          }
        }
        case NETWORK -> {
          if (!last) {
            Change bar = new Change.Bar(stage.node());
            cuts.add(new Cut(Kind.CLOSE_NETWORK, names.apply(stage.node()), bar));
          }
        }
      }
      String image = imageOf.getOrDefault(stage.node(), "");
      if (!image.isEmpty() && search.isExploitedAt(trail, i)) {
        Change mend = new Change.Mend(mendable.getOrDefault(image, new BitSet()));
        cuts.add(new Cut(Kind.FIX_IMAGE, image, mend));
      }
    }
    return cuts;
  }

  private static Cut closing(Kind kind, Edge edge) {
    return new Cut(kind, edge.label(), new Change.Close(edge.means(), edge.label()));
  }
}
