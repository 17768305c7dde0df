package dev.seaworthy.collectors.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatenciesTest {
  @ParameterizedTest(name = "{0} micros stand for {1}")
  @CsvSource({
    "0, 0",
    "1, 1",
    "999, 999",
    "1000, 1000",
    "1004, 1000",
    "1005, 1010",
    "9994, 9990",
    "9995, 10000",
    "123456, 123000",
    "86400000000, 86400000000"
  })
  void threeDigitsAreKept(long micros, long bucket) {
    assertThat(Latencies.bucket(micros)).isEqualTo(bucket);
    assertThat(Latencies.bucket(bucket)).isEqualTo(bucket);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void percentilesOfMergedHistogramsAreThoseOfAllSamples(long seed) {
    Random random = new Random(seed);
    long[] all =
        LongStream.generate(() -> (long) (20_000 * Math.exp(random.nextGaussian())))
            .limit(5000)
            .toArray();
    Latencies first = new Latencies();
    Latencies second = new Latencies();
    for (int i = 0; i < all.length; i++) {
      (i % 7 == 0 ? first : second).add(all[i]);
    }
    first.add(second);
    long[] sorted = LongStream.of(all).sorted().toArray();
    for (double share : new double[] {0.01, 0.5, 0.9, 0.95, 0.99, 1}) {
      long exact = sorted[(int) Math.ceil(share * sorted.length) - 1];
      assertThat(first.quantile(share) * 1000)
          .isCloseTo((double) exact, Percentage.withPercentage(0.5));
    }
  }

  @Test
  void whatWasWrittenDownReadsTheSame() {
    Latencies latencies = new Latencies();
    latencies.add(1234);
    latencies.add(1234);
    latencies.add(7);
    assertThat(latencies.toTree()).hasToString("[[0.007, 1], [1.23, 2]]");
    Latencies again = new Latencies();
    again.addBucket(0.007, 1);
    again.addBucket(1.23, 2);
    assertThat(again.counts()).isEqualTo(latencies.counts());
  }
}
