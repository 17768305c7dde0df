package dev.seaworthy.engine.rego.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTableTest {
  @ParameterizedTest(name = "seed {0}, {1} keys")
  @CsvSource({"1, 3", "2, 8", "3, 9", "4, 40", "5, 1000", "6, 30000"})
  void aTableFindsWhatATreeFinds(long seed, int keys) {
    Random random = new Random(seed);
    TreeMap<Value, Integer> tree = new TreeMap<>();
    KeyTable table = new KeyTable();
    for (int i = 0; i < keys * 2; i++) {
      Value key = NumberValue.of(random.nextInt(keys));
      Integer there = tree.putIfAbsent(key, table.size());
      assertThat(table.add(key)).isEqualTo(there == null ? table.size() - 1 : ~there);
    }

    assertThat(table.size()).isEqualTo(tree.size());
    for (int i = -1; i <= keys; i++) {
      assertThat(table.find(NumberValue.of(i))).isEqualTo(tree.getOrDefault(NumberValue.of(i), -1));
    }
  }

  @ParameterizedTest(name = "seed {0}, {1} keys")
  @CsvSource({"1, 3", "2, 9", "3, 500"})
  void sortingMovesValuesAlong(long seed, int keys) {
    Random random = new Random(seed);
    TreeMap<Value, Value> tree = new TreeMap<>();
    ObjectValue object = new ObjectValue();
    for (int i = 0; i < keys; i++) {
      Value key = StringValue.of(Integer.toString(random.nextInt(keys)));
      tree.put(key, NumberValue.of(i));
      object.put(key, NumberValue.of(i));
    }
    ObjectValue copy = object.copy().sort();
    List<Value> inOrder = new ArrayList<>();
    IntStream.range(0, copy.size()).forEach(i -> inOrder.add(copy.keyAt(i)));

    assertThat(inOrder).containsExactlyElementsOf(tree.keySet());
    assertThat(tree)
        .allSatisfy((key, value) -> assertThat(copy.get(key)).isEqualTo(value))
        .allSatisfy((key, value) -> assertThat(object.get(key)).isEqualTo(value));
  }

  @ParameterizedTest(name = "seed {0}, {1} keys")
  @CsvSource({"1, 3", "2, 9", "3, 200"})
  void copiesGoTheirOwnWay(long seed, int keys) {
    Random random = new Random(seed);
    KeyTable table = new KeyTable();
    IntStream.range(0, keys).forEach(i -> table.add(NumberValue.of(random.nextInt())));
    int size = table.size();
    KeyTable copy = table.copy();
    copy.add(StringValue.EMPTY);
    copy.sort(null);

    assertThat(table.size()).isEqualTo(size);
    assertThat(table.find(StringValue.EMPTY)).isEqualTo(-1);
    assertThat(copy.find(StringValue.EMPTY)).isEqualTo(size);
    assertThat(copy.hasAllOf(table)).isTrue();
    assertThat(table.hasAllOf(copy)).isFalse();
  }

  /** Java gives {@code Aa} and {@code BB} the same hash, and so all texts made of them. */
  @Test
  void keysOfTheSameHashAreFoundInTime() {
    int count = 1 << 16;
    KeyTable table = new KeyTable();
    IntStream.range(0, count).forEach(i -> table.add(colliding(i)));
    KeyTable copy = table.copy();
    table.sort(null);

    assertThat(table.size()).isEqualTo(count);
    assertThat(IntStream.range(0, count))
        .allMatch(i -> table.at(table.find(colliding(i))).equals(colliding(i)))
        .allMatch(i -> copy.find(colliding(i)) == i)
        .allMatch(i -> copy.add(colliding(i)) == ~i);
    assertThat(table.find(colliding(count))).isEqualTo(-1);
  }

  private static Value colliding(int number) {
    return StringValue.of(
        Integer.toBinaryString(number | 1 << 20).replace("0", "Aa").replace("1", "BB"));
  }
}
