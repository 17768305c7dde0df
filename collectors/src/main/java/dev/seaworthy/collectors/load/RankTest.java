package dev.seaworthy.collectors.load;

import java.util.Map;
import java.util.TreeMap;

/**
 * Whether one side tends to be slower than the other: the Mann–Whitney U test with the correction
 * for ties, by its normal approximation, and the probability that a use of the one takes longer
 * than a use of the other (Vargha and Delaney's A, the effect size). It takes samples for
 * independent, which those of a load test are not quite: it is told, and {@link ChangeEstimate}
 * decides.
 */
final class RankTest {
  private final double slower;
  private final double probability;

  private RankTest(double slower, double probability) {
    this.slower = slower;
    this.probability = probability;
  }

  static RankTest of(Latencies candidate, Latencies baseline) {
    TreeMap<Long, Long> values = new TreeMap<>(candidate.counts());
    baseline.counts().forEach((micros, count) -> values.merge(micros, count, Long::sum));
    double n = candidate.total();
    double m = baseline.total();
    double below = 0;
    double ties = 0;
    double u = 0;
    for (Map.Entry<Long, Long> entry : values.entrySet()) {
      double own = candidate.counts().getOrDefault(entry.getKey(), 0L);
      double other = entry.getValue() - own;
      u += own * (below + other / 2);
      below += other;
      double tied = entry.getValue();
      ties += tied * tied * tied - tied;
    }
    double all = n + m;
    double variance = n * m / 12 * (all + 1 - ties / (all * (all - 1)));
    double distance = Math.max(0, Math.abs(u - n * m / 2) - 0.5);
    double p = variance > 0 ? 2 * upperTail(distance / Math.sqrt(variance)) : 1;
    return new RankTest(u / (n * m), Math.min(1, p));
  }

  /** The probability that a use of the candidate takes longer than one of the baseline. */
  double slower() {
    return slower;
  }

  /** The probability of so great a difference where there is none; two-sided. */
  double probability() {
    return probability;
  }

  /**
   * The upper tail of the normal distribution, by the continued fraction of the error function for
   * large arguments and its series for small ones (Abramowitz and Stegun 26.2.11 and 26.2.14).
   */
  static double upperTail(double z) {
    double density = StrictMath.exp(-z * z / 2) / StrictMath.sqrt(2 * Math.PI);
    if (z < 3) {
      double term = z;
      double sum = z;
      for (int i = 1; i < 100; i++) {
        term *= z * z / (2 * i + 1);
        sum += term;
      }
      return 0.5 - density * sum;
    }
    double fraction = z;
    for (int i = 60; i > 0; i--) {
      fraction = z + i / fraction;
    }
    return density / fraction;
  }
}
