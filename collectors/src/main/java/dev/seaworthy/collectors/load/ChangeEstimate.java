package dev.seaworthy.collectors.load;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * How many times as long the 95th percentile of the candidate is as the baseline's, with a
 * confidence interval of 95 percent by the bootstrap.
 *
 * <p>Neighbouring samples of a load test resemble each other, so that single ones must not be drawn
 * as if they were independent: slices of time are drawn, with replacement, as many as each run has
 * (a block bootstrap: Künsch, "The jackknife and the bootstrap for general stationary
 * observations", 1989). From three runs of a side on, runs are drawn first, since they differ from
 * each other too. Where samples have no times, they are drawn themselves.
 *
 * <p>The draws are pseudo-random from a seed that the results give, by {@link Random}, whose
 * algorithm is specified: the same results give the same figures everywhere.
 */
final class ChangeEstimate {
  static final double SHARE = 0.95;

  private static final int DRAWS = 2000;
  private static final double TAIL = 0.025;
  private static final int RUNS_THAT_TELL = 3;

  private final double ratio;
  private final double low;
  private final double high;

  private ChangeEstimate(double ratio, double low, double high) {
    this.ratio = ratio;
    this.low = low;
    this.high = high;
  }

  /**
   * Compares by slices of time.
   *
   * @param seed of the draws
   */
  static ChangeEstimate ofSlices(
      List<List<Latencies>> candidate, List<List<Latencies>> baseline, long seed) {
    Blocks own = new Blocks(candidate);
    Blocks other = new Blocks(baseline);
    Random random = new Random(seed);
    double[] ratios = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      ratios[i] = own.draw(random) / other.draw(random);
    }
    return of(own.quantile() / other.quantile(), ratios);
  }

  /** Compares by single samples, taken for independent. */
  static ChangeEstimate ofSamples(Latencies candidate, Latencies baseline, long seed) {
    Random random = new Random(seed);
    double[] ratios = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      ratios[i] = drawn(candidate, random) / drawn(baseline, random);
    }
    return of(candidate.quantile(SHARE) / baseline.quantile(SHARE), ratios);
  }

  /**
   * The percentile of a resample is a sample of the original whose rank is binomial, which for the
   * hundreds of samples asked for is normal.
   */
  private static double drawn(Latencies latencies, Random random) {
    double spread = Math.sqrt(SHARE * (1 - SHARE) / latencies.total());
    double share = SHARE + random.nextGaussian() * spread;
    return latencies.quantile(Math.min(1, Math.max(0, share)));
  }

  private static ChangeEstimate of(double ratio, double[] ratios) {
    Arrays.sort(ratios);
    int tail = (int) (DRAWS * TAIL);
    return new ChangeEstimate(ratio, ratios[tail], ratios[DRAWS - 1 - tail]);
  }

  double ratio() {
    return ratio;
  }

  double low() {
    return low;
  }

  double high() {
    return high;
  }

  /** Slices of the runs of one side, with all latencies as positions in one sorted table. */
  private static final class Blocks {
    /** One slice: which latencies, and how often. */
    private static final class Block {
      private final int[] positions;
      private final long[] counts;

      Block(int[] positions, long[] counts) {
        this.positions = positions;
        this.counts = counts;
      }
    }

    private final long[] micros;
    private final Block[][] runs;
    private final long[] sums;

    Blocks(List<List<Latencies>> runs) {
      TreeSet<Long> values = new TreeSet<>();
      runs.forEach(run -> run.forEach(slice -> values.addAll(slice.counts().keySet())));
      this.micros = values.stream().mapToLong(Long::longValue).toArray();
      this.sums = new long[micros.length];
      this.runs =
          runs.stream()
              .map(run -> run.stream().map(this::block).toArray(Block[]::new))
              .toArray(Block[][]::new);
    }

    private Block block(Latencies slice) {
      int[] positions =
          slice.counts().keySet().stream()
              .mapToInt(value -> Arrays.binarySearch(micros, value))
              .toArray();
      return new Block(
          positions, slice.counts().values().stream().mapToLong(Long::longValue).toArray());
    }

    /** The percentile of all. */
    double quantile() {
      Arrays.fill(sums, 0);
      for (Block[] run : runs) {
        for (Block block : run) {
          add(block);
        }
      }
      return ofSums();
    }

    /** The percentile of one resample. */
    double draw(Random random) {
      Arrays.fill(sums, 0);
      for (int i = 0; i < runs.length; i++) {
        Block[] run = runs[runs.length < RUNS_THAT_TELL ? i : random.nextInt(runs.length)];
        for (int j = 0; j < run.length; j++) {
          add(run[random.nextInt(run.length)]);
        }
      }
      return ofSums();
    }

    private void add(Block block) {
      for (int i = 0; i < block.positions.length; i++) {
        sums[block.positions[i]] += block.counts[i];
      }
    }

    private double ofSums() {
      long total = Arrays.stream(sums).sum();
      long rank = Math.max(1, (long) Math.ceil(SHARE * total));
      long seen = 0;
      for (int i = 0; i < sums.length; i++) {
        seen += sums[i];
        if (seen >= rank) {
          return Latencies.millis(micros[i]);
        }
      }
      throw new IllegalStateException("there are no latencies");
    }
  }
}
