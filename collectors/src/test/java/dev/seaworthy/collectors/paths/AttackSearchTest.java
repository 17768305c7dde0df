package dev.seaworthy.collectors.paths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.collectors.paths.AttackSearch.Stage;
import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttackSearchTest {
  static LongStream seeds() {
    return LongStream.range(0, 400);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void itAgreesWithTryingEveryStep(long seed) {
    RandomGraphs random = new RandomGraphs(seed);
    AttackGraph graph = random.graph();
    BitSet exploitable = random.exploitable();
    Change change = random.change(graph);
    NaiveAttack naive = new NaiveAttack(graph, exploitable, change);
    AttackSearch search = AttackSearch.of(graph, exploitable, change);
    for (int node = 0; node < graph.nodes(); node++) {
      assertThat(search.reaches(node)).isEqualTo(naive.reached[node] != NaiveAttack.NEVER);
      assertThat(search.holds(node)).isEqualTo(naive.held[node] != NaiveAttack.NEVER);
      if (search.reaches(node)) {
        assertThat(search.trail(node)).hasSize(naive.reached[node]);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyStageOfATrailIsAnEdgeOfWhatIsHeldBefore(long seed) {
    RandomGraphs random = new RandomGraphs(seed);
    AttackGraph graph = random.graph();
    AttackSearch search = AttackSearch.of(graph, random.exploitable());
    for (int node : search.order()) {
      int before = AttackSearch.OUTSIDE;
      for (Stage stage : search.trail(node)) {
        assertThat(stage.step().from()).isEqualTo(before);
        assertThat(edgesFrom(graph, before, stage)).contains(stage.step().edge());
        assertThat(stage.step().edge().targets()).contains(stage.node());
        assertThat(stage.step().isRelayed() || before < 0 || search.holds(before)).isTrue();
        before = stage.node();
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aNodeIsReachedByTheNetworkAloneIfBarringItIsEnough(long seed) {
    RandomGraphs random = new RandomGraphs(seed);
    AttackGraph graph = random.graph();
    BitSet exploitable = random.exploitable();
    AttackSearch search = AttackSearch.of(graph, exploitable);
    for (int node : search.order()) {
      if (search.isReachedByNetworkAlone(node)) {
        NaiveAttack after = new NaiveAttack(graph, exploitable, new Change.Bar(node));
        assertThat(after.reached[node]).isEqualTo(NaiveAttack.NEVER);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theNearestComeFirst(long seed) {
    RandomGraphs random = new RandomGraphs(seed);
    AttackSearch search = AttackSearch.of(random.graph(), random.exploitable());
    List<Integer> hops = search.order().stream().map(node -> search.trail(node).size()).toList();
    assertThat(hops).isSorted();
  }

  private static List<AttackGraph.Edge> edgesFrom(AttackGraph graph, int node, Stage stage) {
    if (node == AttackSearch.OUTSIDE) {
      return graph.ways();
    }
    return stage.step().isRelayed()
        ? graph.relays().get(node)
        : graph.hubs().get(node).stream().flatMap(hub -> graph.edges().get(hub).stream()).toList();
  }
}
