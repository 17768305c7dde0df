package dev.seaworthy.collectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.collectors.kubernetes.LabelSelector.Operator;
import dev.seaworthy.collectors.kubernetes.LabelSelector.Requirement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both indexes say what trying every selector on every set of labels says, in the same order. */
class LabelIndexTest {
  private static final int MOST = 40;

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void labelsAreFoundThatASelectorMatches(long seed) {
    Random random = new Random(seed);
    List<Map<String, String>> labels = some(random, () -> labels(random));
    LabelIndex index = new LabelIndex(labels);
    for (LabelSelector selector : some(random, () -> selector(random))) {
      assertThat(index.matching(selector).asList())
          .as("%s", selector)
          .containsExactlyElementsOf(
              IntStream.range(0, labels.size())
                  .filter(i -> selector.matches(labels.get(i)))
                  .boxed()
                  .toList());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void selectorsAreFoundThatMatchLabels(long seed) {
    Random random = new Random(seed);
    List<LabelSelector> selectors = some(random, () -> selector(random));
    SelectorIndex index = new SelectorIndex(selectors);
    for (Map<String, String> labels : some(random, () -> labels(random))) {
      assertThat(index.matching(labels).asList())
          .as("%s", labels)
          .containsExactlyElementsOf(
              IntStream.range(0, selectors.size())
                  .filter(i -> selectors.get(i).matches(labels))
                  .boxed()
                  .toList());
    }
  }

  private static Map<String, String> labels(Random random) {
    Map<String, String> labels = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      labels.put(key(random), value(random));
    }
    return labels;
  }

  /** None to three requirements, among them such as contradict each other. */
  private static LabelSelector selector(Random random) {
    return new LabelSelector(
        Stream.generate(() -> requirement(random)).limit(random.nextInt(4)).toList());
  }

  private static Requirement requirement(Random random) {
    Operator operator = List.of(Operator.values()).get(random.nextInt(4));
    Set<String> values = new TreeSet<>();
    if (operator.takesValues()) {
      for (int i = random.nextInt(3); i >= 0; i--) {
        values.add(value(random));
      }
    }
    return new Requirement(key(random), operator, values);
  }

  private static String key(Random random) {
    return List.of("app", "tier", "team").get(random.nextInt(3));
  }

  private static String value(Random random) {
    return List.of("", "a", "b", "c").get(random.nextInt(4));
  }

  private static <T> List<T> some(Random random, Supplier<T> made) {
    return Stream.generate(made).limit(random.nextInt(MOST)).toList();
  }
}
