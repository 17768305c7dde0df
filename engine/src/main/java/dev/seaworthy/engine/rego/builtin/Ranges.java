package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.Value;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Sequences of integers, upwards or downwards, both ends included. */
final class Ranges {
  private static final int BYTES_PER_NUMBER = 32;

  private Ranges() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "numbers.range" ->
          (Builtin.Two)
              (budget, a, b) ->
                  range(budget, Operands.whole(a, 1), Operands.whole(b, 2), BigInteger.ONE);
      case "numbers.range_step" -> (Builtin.Three) Ranges::rangeStep;
      default -> null;
    };
  }

  private static Value rangeStep(Budget budget, Value a, Value b, Value c) {
    BigInteger from = Operands.whole(a, 1);
    BigInteger to = Operands.whole(b, 2);
    BigInteger step = Operands.whole(c, 3);
    if (step.signum() <= 0) {
      throw Operands.failed("numbers.range_step: step must be a positive integer");
    }
    return range(budget, from, to, step);
  }

  private static Value range(Budget budget, BigInteger from, BigInteger to, BigInteger step) {
    int direction = from.compareTo(to) <= 0 ? 1 : -1;
    BigInteger signed = direction > 0 ? step : step.negate();
    ArrayValue numbers = ArrayValue.withCapacity(4);
    for (BigInteger i = from; i.compareTo(to) * direction <= 0; i = i.add(signed)) {
      budget.step();
      budget.allocate(BYTES_PER_NUMBER + i.bitLength() / 4);
      numbers.add(NumberValue.of(i));
    }
    return numbers;
  }
}
