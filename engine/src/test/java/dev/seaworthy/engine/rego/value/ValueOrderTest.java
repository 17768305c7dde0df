package dev.seaworthy.engine.rego.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueOrderTest {
  @Test
  void typesFollowEachOther() {
    List<Value> ordered =
        List.of(
            NullValue.NULL,
            BooleanValue.FALSE,
            BooleanValue.TRUE,
            NumberValue.of(-1),
            NumberValue.of(7),
            StringValue.EMPTY,
            StringValue.of("a"),
            StringValue.of("\uffff"),
            StringValue.of("\ud83d\ude00"),
            ArrayValue.EMPTY,
            ArrayValue.of(NumberValue.of(1), NumberValue.of(5)),
            ArrayValue.of(NumberValue.of(2)),
            ObjectValue.EMPTY,
            ObjectValue.of(StringValue.of("a"), NumberValue.of(1)),
            ObjectValue.of(StringValue.of("a"), NumberValue.of(2)),
            SetValue.EMPTY,
            SetValue.of(NumberValue.of(1), NumberValue.of(2)),
            SetValue.of(NumberValue.of(2)));
    List<Value> shuffled = new ArrayList<>(ordered);
    Collections.reverse(shuffled);
    Collections.sort(shuffled);

    assertThat(shuffled).isEqualTo(ordered);
  }

  @Test
  void setsAndObjectsDoNotDependOnTheOrderOfAdding() {
    SetValue set = SetValue.of(NumberValue.of(2), NumberValue.of(1));
    ObjectValue object = new ObjectValue();
    object.put(StringValue.of("b"), set);
    object.put(StringValue.of("a"), NumberValue.of(1));
    ObjectValue other = new ObjectValue();
    other.put(StringValue.of("a"), NumberValue.of(1));
    other.put(StringValue.of("b"), SetValue.of(NumberValue.of(1), NumberValue.of(2)));

    assertThat(object).isEqualTo(other).hasSameHashCodeAs(other).isEqualByComparingTo(other);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void theOrderIsTotalAndAgreesWithEqualityAndHash(long seed) {
    RandomValues random = new RandomValues(seed);
    List<Value> values = IntStream.range(0, 150).mapToObj(i -> random.next(3)).toList();

    for (Value a : values) {
      for (Value b : values) {
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
        assertThat(a.equals(b)).isEqualTo(a.compareTo(b) == 0);
        assertThat(!a.equals(b) || a.hashCode() == b.hashCode()).isTrue();
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void sortedValuesAreInOrderPairwise(long seed) {
    RandomValues random = new RandomValues(seed);
    List<Value> sorted = IntStream.range(0, 150).mapToObj(i -> random.next(3)).sorted().toList();

    for (int i = 0; i < sorted.size(); i++) {
      for (Value later : sorted.subList(i, sorted.size())) {
        assertThat(sorted.get(i)).isLessThanOrEqualTo(later);
      }
    }
  }
}
