package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.Value;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Sums and products: exact as long as all numbers are whole, otherwise in {@link BigFloat}s. */
final class Totals {
  private static final int DOUBLE_PRECISION = 53;

  private Totals() {}

  static Value sum(Budget budget, Value a) {
    ArrayValue members = Aggregates.members(a);
    BigInteger total = BigInteger.ZERO;
    long small = 0;
    for (int i = 0; i < members.size(); i++) {
      budget.step();
      if (!(members.at(i) instanceof NumberValue number)) {
        throw Operands.member(1, a, members.at(i), "number");
      }
      if (number.isInteger() && !overflows(small, number.longValue())) {
        small += number.longValue();
        continue;
      }
      BigInteger whole = number.whole();
      if (whole == null) {
        return sumOfFractions(budget, a, members);
      }
      budget.steps(1 + whole.bitLength() / Long.SIZE);
      total = total.add(whole);
    }
    return Arithmetic.number(budget, total.add(BigInteger.valueOf(small)));
  }

  private static boolean overflows(long a, long b) {
    long sum = a + b;
    return ((a ^ sum) & (b ^ sum)) < 0;
  }

  private static Value sumOfFractions(Budget budget, Value a, ArrayValue members) {
    BigFloat total = BigFloat.ZERO;
    for (int i = 0; i < members.size(); i++) {
      budget.step();
      total = total.plus(fraction(a, members.at(i)));
    }
    return total.toNumber();
  }

  private static BigFloat fraction(Value a, Value member) {
    if (member instanceof NumberValue number) {
      return BigFloat.of(number);
    }
    throw Operands.member(1, a, member, "number");
  }

  static Value product(Budget budget, Value a) {
    ArrayValue members = Aggregates.members(a);
    BigInteger total = BigInteger.ONE;
    for (int i = 0; i < members.size(); i++) {
      BigInteger whole = whole(a, members.at(i));
      if (whole == null) {
        return productOfFractions(budget, a, members);
      }
      total = Arithmetic.product(budget, total, whole);
    }
    return Arithmetic.number(budget, total);
  }

  private static @Nullable BigInteger whole(Value a, Value member) {
    if (member instanceof NumberValue number) {
      return number.whole();
    }
    throw Operands.member(1, a, member, "number");
  }

  private static Value productOfFractions(Budget budget, Value a, ArrayValue members) {
    BigFloat total = BigFloat.ONE;
    for (int i = 0; i < members.size(); i++) {
      budget.step();
      // OPA begins with a double and keeps its precision.
      total = total.times(fraction(a, members.at(i)), DOUBLE_PRECISION);
    }
    return total.toNumber();
  }
}
