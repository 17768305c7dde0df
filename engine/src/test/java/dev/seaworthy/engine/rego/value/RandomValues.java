package dev.seaworthy.engine.rego.value;

import java.util.Objects;
import java.util.Random;

/** Values that often equal or nearly equal each other. */
final class RandomValues {
  private static final String[] NUMBERS = {
    "0", "-0", "1", "1.0", "10e-1", "2", "0.5", "5e-1", "-3", "1e20", "100000000000000000000"
  };
  private static final String[] TEXTS = {"", "a", "b", "ab", "é", "\uffff", "\ud83d\ude00"};

  private final Random random;

  RandomValues(long seed) {
    random = new Random(seed);
  }

  Value next(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 4)) {
      case 0 -> random.nextBoolean() ? NullValue.NULL : BooleanValue.of(random.nextBoolean());
      case 1 -> number();
      case 2 -> NumberValue.of(random.nextInt(4) - 1);
      case 3 -> StringValue.of(TEXTS[random.nextInt(TEXTS.length)]);
      case 4, 5 -> array(depth);
      case 6 -> object(depth);
      default -> set(depth);
    };
  }

  private Value number() {
    return Objects.requireNonNull(NumberValue.parse(NUMBERS[random.nextInt(NUMBERS.length)]));
  }

  private Value array(int depth) {
    ArrayValue array = ArrayValue.withCapacity(0);
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(next(depth - 1));
    }
    return array;
  }

  private Value object(int depth) {
    ObjectValue object = new ObjectValue();
    for (int i = random.nextInt(4); i > 0; i--) {
      object.put(next(0), next(depth - 1));
    }
    return object;
  }

  private Value set(int depth) {
    SetValue set = new SetValue();
    for (int i = random.nextInt(4); i > 0; i--) {
      set.add(next(depth - 1));
    }
    return set;
  }
}
