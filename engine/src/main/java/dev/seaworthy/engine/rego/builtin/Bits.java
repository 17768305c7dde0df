package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.Value;
import java.math.BigInteger;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Integers of any size as bits, in two's complement. */
final class Bits {
  private Bits() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "bits.and" -> of(BigInteger::and);
      case "bits.or" -> of(BigInteger::or);
      case "bits.xor" -> of(BigInteger::xor);
      case "bits.negate" ->
          (Builtin.One) (budget, a) -> Arithmetic.number(budget, Operands.whole(a, 1).not());
      case "bits.lsh" -> (Builtin.Two) Bits::shiftLeft;
      case "bits.rsh" -> (Builtin.Two) Bits::shiftRight;
      default -> null;
    };
  }

  private static Builtin.Two of(BinaryOperator<BigInteger> operation) {
    return (budget, a, b) ->
        Arithmetic.number(budget, operation.apply(Operands.whole(a, 1), Operands.whole(b, 2)));
  }

  private static Value shiftLeft(Budget budget, Value a, Value b) {
    BigInteger bits = Operands.whole(a, 1);
    long places = places(b);
    if (bits.signum() == 0) {
      return NumberValue.of(0);
    }
    if (places > Arithmetic.MAX_BITS) {
      throw Arithmetic.tooBig();
    }
    return Arithmetic.number(budget, bits.shiftLeft((int) places));
  }

  private static Value shiftRight(Budget budget, Value a, Value b) {
    BigInteger bits = Operands.whole(a, 1);
    return Arithmetic.number(budget, bits.shiftRight((int) Math.min(places(b), Integer.MAX_VALUE)));
  }

  private static long places(Value operand) {
    BigInteger places = Operands.whole(operand, 2);
    if (places.signum() < 0) {
      throw Operands.error(2, "must be an unsigned integer number but got a negative integer");
    }
    // OPA looks at the lowest 64 bits only.
    long lowest = places.longValue();
    return lowest < 0 ? Long.MAX_VALUE : lowest;
  }
}
