package dev.seaworthy.collectors.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {
  /** Against SciPy 1.x: {@code scipy.stats.norm.sf(z)}. */
  @ParameterizedTest(name = "the tail beyond {0}")
  @CsvSource({
    "0, 0.5",
    "0.5, 0.3085375387259869",
    "1.96, 0.024997895148220435",
    "2.9, 0.0018658133003840375",
    "3, 0.0013498980316300933",
    "5, 2.866515718791933e-07",
    "10, 7.61985302416047e-24"
  })
  void theTailOfTheNormalDistribution(double z, double tail) {
    assertThat(RankTest.upperTail(z)).isCloseTo(tail, within(tail * 1e-9));
  }

  /** Against SciPy: {@code mannwhitneyu(a, b, method="asymptotic")}, with ties. */
  @Test
  void ranksAgreeWithSciPy() {
    RankTest test =
        RankTest.of(
            millis(12, 15, 15, 20, 22, 22, 22, 30, 31, 45),
            millis(10, 12, 12, 15, 15, 18, 19, 20, 22, 25));
    assertThat(test.slower()).isCloseTo(0.73, within(1e-9));
    assertThat(test.probability()).isCloseTo(0.08596923020420262, within(1e-9));
  }

  @Test
  void equalSidesTellNothing() {
    RankTest test = RankTest.of(millis(5, 5, 5), millis(5, 5, 5));
    assertThat(test.slower()).isEqualTo(0.5);
    assertThat(test.probability()).isEqualTo(1);
  }

  @Test
  void theSameSeedGivesTheSameInterval() {
    List<List<Latencies>> a = List.of(slices(1, 40, 1.0, 0.05));
    List<List<Latencies>> b = List.of(slices(2, 40, 1.0, 0.05));
    ChangeEstimate once = ChangeEstimate.ofSlices(a, b, 7);
    ChangeEstimate again = ChangeEstimate.ofSlices(a, b, 7);
    assertThat(again.low()).isEqualTo(once.low());
    assertThat(again.high()).isEqualTo(once.high());
  }

  /**
   * Of 200 pairs of runs that do not differ, whose slices do: an interval of 95 percent misses
   * about ten. Drawing samples for independent would miss many more.
   */
  @Test
  void anIntervalOfSlicesHoldsTheTruthAsOftenAsItSays() {
    int missed = 0;
    int missedBySamples = 0;
    for (int seed = 0; seed < 200; seed++) {
      List<Latencies> a = slices(2L * seed, 40, 1.0, 0.15);
      List<Latencies> b = slices(2L * seed + 1, 40, 1.0, 0.15);
      ChangeEstimate by = ChangeEstimate.ofSlices(List.of(a), List.of(b), seed);
      missed += by.low() > 1 || by.high() < 1 ? 1 : 0;
      ChangeEstimate samples = ChangeEstimate.ofSamples(merged(a), merged(b), seed);
      missedBySamples += samples.low() > 1 || samples.high() < 1 ? 1 : 0;
    }
    assertThat(missed).isBetween(2, 22);
    assertThat(missedBySamples).isGreaterThan(missed);
  }

  @Test
  void aCandidateThatIsSlowerIsFoundSo() {
    ChangeEstimate estimate =
        ChangeEstimate.ofSlices(
            List.of(slices(1, 40, 1.3, 0.05)), List.of(slices(2, 40, 1.0, 0.05)), 1);
    assertThat(estimate.ratio()).isCloseTo(1.3, within(0.08));
    assertThat(estimate.low()).isGreaterThan(1.15);
  }

  /** From three runs on what differs from run to run widens the interval. */
  @Test
  void runsThatDifferWidenTheInterval() {
    List<List<Latencies>> alike =
        List.of(slices(1, 20, 1, 0.02), slices(2, 20, 1, 0.02), slices(3, 20, 1, 0.02));
    List<List<Latencies>> different =
        List.of(slices(1, 20, 0.8, 0.02), slices(2, 20, 1, 0.02), slices(3, 20, 1.2, 0.02));
    ChangeEstimate narrow = ChangeEstimate.ofSlices(alike, alike, 1);
    ChangeEstimate wide = ChangeEstimate.ofSlices(different, alike, 1);
    assertThat(wide.high() - wide.low()).isGreaterThan(3 * (narrow.high() - narrow.low()));
  }

  /** Slices of 50 samples each; the mean of a slice differs from the others' by {@code drift}. */
  private static List<Latencies> slices(long seed, int count, double factor, double drift) {
    Random random = new Random(seed);
    List<Latencies> slices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double level = factor * Math.exp(drift * random.nextGaussian());
      Latencies slice = new Latencies();
      for (int j = 0; j < 50; j++) {
        slice.add((long) (20_000 * level * Math.exp(0.3 * random.nextGaussian())));
      }
      slices.add(slice);
    }
    return slices;
  }

  private static Latencies merged(List<Latencies> slices) {
    Latencies all = new Latencies();
    slices.forEach(all::add);
    return all;
  }

  private static Latencies millis(int... values) {
    Latencies latencies = new Latencies();
    for (int value : values) {
      latencies.add(value * 1000L);
    }
    return latencies;
  }
}
