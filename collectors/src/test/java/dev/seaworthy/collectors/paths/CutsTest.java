package dev.seaworthy.collectors.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CutsTest {
  static LongStream seeds() {
    return LongStream.range(1000, 1300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aNodeIsCutOffExactlyByTheChangesAfterWhichNothingLeadsThere(long seed) {
    RandomGraphs random = new RandomGraphs(seed);
    AttackGraph graph = random.graph();
    BitSet exploitable = random.exploitable();
    AttackSearch search = AttackSearch.of(graph, exploitable);
    Cuts cuts = new Cuts(graph, Integer::toString, search, exploitable, images(exploitable));
    assertThat(cuts.limited()).isFalse();
    for (int node : search.order()) {
      for (int cut = 0; cut < cuts.all().size(); cut++) {
        Change change = cuts.all().get(cut).change();
        NaiveAttack after = new NaiveAttack(graph, exploitable, change);
        assertThat(cuts.of(node).contains(cut))
            .as("%s and node %s", cuts.all().get(cut), node)
            .isEqualTo(after.reached[node] == NaiveAttack.NEVER);
      }
    }
  }

  /** Workloads share two images. */
  private static Map<String, BitSet> images(BitSet exploitable) {
    Map<String, BitSet> images = new TreeMap<>();
    exploitable.stream()
        .forEach(one -> images.computeIfAbsent("image " + one % 2, key -> new BitSet()).set(one));
    return images;
  }
}
