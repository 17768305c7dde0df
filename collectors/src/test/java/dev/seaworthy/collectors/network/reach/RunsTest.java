package dev.seaworthy.collectors.network.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunsTest {
  private static final int COMMON = 1;

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyPositionHasItsNumber(long seed) {
    Random random = new Random(seed);
    int size = 1 + random.nextInt(70);
    BitSet others = new BitSet();
    IntStream.range(0, random.nextInt(size + 1)).forEach(i -> others.set(random.nextInt(size)));
    int[] theirs = random.ints(size, 0, 3).toArray();
    int[] numbers = IntStream.range(0, size).map(i -> others.get(i) ? theirs[i] : COMMON).toArray();

    Runs runs = Runs.of(size, COMMON, others, i -> theirs[i]);

    assertThat(IntStream.range(0, size).map(runs::at)).containsExactly(boxed(numbers));
    int limit = random.nextInt(size + 1);
    BitSet found = new BitSet();
    runs.eachBut(0, limit, found::set);
    assertThat(found.stream())
        .containsExactly(boxed(IntStream.range(0, limit).filter(i -> numbers[i] != 0).toArray()));
  }

  private static Integer[] boxed(int[] numbers) {
    return IntStream.of(numbers).boxed().toArray(Integer[]::new);
  }
}
