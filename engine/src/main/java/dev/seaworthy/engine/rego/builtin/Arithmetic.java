package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.Value;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic: in longs while operands are small, exact on integers of any size, and in {@link
 * BigFloat}s otherwise.
 */
final class Arithmetic {
  private Arithmetic() {}

  /** Greater numbers cost too much to print; those that OPA reads have a third of it. */
  static final int MAX_BITS = 300_000;

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "plus" -> (Builtin.Two) Arithmetic::plus;
      case "minus" -> (Builtin.Two) Arithmetic::minus;
      case "mul" -> (Builtin.Two) Arithmetic::times;
      case "div" -> (Builtin.Two) Arithmetic::dividedBy;
      case "rem" -> (Builtin.Two) Arithmetic::remainder;
      case "abs" -> (Builtin.One) Arithmetic::abs;
      case "round" -> (Builtin.One) Arithmetic::round;
      case "ceil" -> (Builtin.One) Arithmetic::ceil;
      case "floor" -> (Builtin.One) Arithmetic::floor;
      default -> null;
    };
  }

  /** Products of such numbers fit a long. */
  private static boolean isSmall(NumberValue number) {
    return number.isInteger() && number.longValue() == (int) number.longValue();
  }

  private static Value plus(Budget budget, Value a, Value b) {
    NumberValue x = Operands.number(a, 1);
    NumberValue y = Operands.number(b, 2);
    if (isSmall(x) && isSmall(y)) {
      return NumberValue.of(x.longValue() + y.longValue());
    }
    BigInteger left = x.whole();
    BigInteger right = y.whole();
    if (left != null && right != null) {
      return number(budget, left.add(right));
    }
    return BigFloat.of(x).plus(BigFloat.of(y)).toNumber();
  }

  private static Value minus(Budget budget, Value a, Value b) {
    if (a instanceof SetValue left && b instanceof SetValue right) {
      return Sets.difference(budget, left, right);
    }
    if (!(a instanceof NumberValue x)) {
      throw a instanceof SetValue ? minusMixed(b) : Operands.type(1, a, "number", "set");
    }
    if (!(b instanceof NumberValue y)) {
      throw minusMixed(b);
    }
    if (isSmall(x) && isSmall(y)) {
      return NumberValue.of(x.longValue() - y.longValue());
    }
    BigInteger left = x.whole();
    BigInteger right = y.whole();
    if (left != null && right != null) {
      return number(budget, left.subtract(right));
    }
    return BigFloat.of(x).minus(BigFloat.of(y)).toNumber();
  }

  private static RegoException minusMixed(Value b) {
    return Operands.type(2, b, b instanceof NumberValue ? "set" : "number");
  }

  private static Value times(Budget budget, Value a, Value b) {
    NumberValue x = Operands.number(a, 1);
    NumberValue y = Operands.number(b, 2);
    if (isSmall(x) && isSmall(y)) {
      return NumberValue.of(x.longValue() * y.longValue());
    }
    BigInteger left = x.whole();
    BigInteger right = y.whole();
    if (left != null && right != null) {
      return number(budget, product(budget, left, right));
    }
    return BigFloat.of(x).times(BigFloat.of(y)).toNumber();
  }

  /** A product, paid for before it is made. */
  static BigInteger product(Budget budget, BigInteger left, BigInteger right) {
    if (left.bitLength() + right.bitLength() > MAX_BITS) {
      throw tooBig();
    }
    long words = 1L + left.bitLength() / 32;
    long otherWords = 1L + right.bitLength() / 32;
    budget.allocate(4 * (words + otherWords));
    budget.steps(words * otherWords);
    return left.multiply(right);
  }

  /** An integer as a value, with its text. */
  static Value number(Budget budget, BigInteger whole) {
    int bits = whole.bitLength();
    if (bits > MAX_BITS) {
      throw tooBig();
    }
    budget.allocate(bits);
    budget.steps((long) bits / 32 * (bits / 512));
    return NumberValue.of(whole);
  }

  static RegoException tooBig() {
    return new RegoException(
        RegoException.Kind.MEMORY,
        "the policy made a number of more than %d bits".formatted(MAX_BITS));
  }

  private static Value dividedBy(Budget budget, Value a, Value b) {
    NumberValue x = Operands.number(a, 1);
    NumberValue y = Operands.number(b, 2);
    if (y.decimal().signum() == 0) {
      throw Operands.failed("divide by zero");
    }
    if (isSmall(x) && isSmall(y)) {
      long dividend = x.longValue();
      // Zero by a negative number is -0, which longs do not have.
      if (dividend != 0 && dividend % y.longValue() == 0) {
        return NumberValue.of(dividend / y.longValue());
      }
    }
    return BigFloat.of(x).dividedBy(BigFloat.of(y)).toNumber();
  }

  private static Value remainder(Budget budget, Value a, Value b) {
    BigInteger x = Operands.number(a, 1).whole();
    BigInteger y = Operands.number(b, 2).whole();
    if (x == null || y == null) {
      throw Operands.failed("modulo on floating-point number");
    }
    if (y.signum() == 0) {
      throw Operands.failed("modulo by zero");
    }
    budget.steps((long) (1 + x.bitLength() / 32) * (1 + y.bitLength() / 32));
    return number(budget, x.remainder(y));
  }

  private static Value abs(Budget budget, Value a) {
    NumberValue x = Operands.number(a, 1);
    return isSmall(x) ? NumberValue.of(Math.abs(x.longValue())) : BigFloat.of(x).abs().toNumber();
  }

  private static Value round(Budget budget, Value a) {
    NumberValue x = Operands.number(a, 1);
    if (isSmall(x)) {
      return NumberValue.of(x.longValue());
    }
    BigFloat number = BigFloat.of(x);
    BigFloat moved = number.isNegative() ? number.minus(BigFloat.HALF) : number.plus(BigFloat.HALF);
    return BigFloat.of(moved.truncated()).toNumber();
  }

  private static Value ceil(Budget budget, Value a) {
    NumberValue x = Operands.number(a, 1);
    if (isSmall(x)) {
      return NumberValue.of(x.longValue());
    }
    BigFloat number = BigFloat.of(x);
    BigFloat whole = BigFloat.of(number.truncated());
    // Between -1 and 0 the truncated number is no longer negative: OPA's answer is 1.
    boolean isThere = whole.isNegative() || number.sameAs(whole);
    return (isThere ? whole : whole.plus(BigFloat.ONE)).toNumber();
  }

  private static Value floor(Budget budget, Value a) {
    NumberValue x = Operands.number(a, 1);
    if (isSmall(x)) {
      return NumberValue.of(x.longValue());
    }
    BigFloat number = BigFloat.of(x);
    BigFloat whole = BigFloat.of(number.truncated());
    // Between -1 and 0 the truncated number is no longer negative: OPA's answer is 0.
    boolean isThere = !whole.isNegative() || number.sameAs(whole);
    return (isThere ? whole : whole.minus(BigFloat.ONE)).toNumber();
  }
}
