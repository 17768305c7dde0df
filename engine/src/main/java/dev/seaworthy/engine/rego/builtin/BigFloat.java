package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.NumberValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A binary floating-point number of a given precision, rounded to nearest even: what OPA computes
 * fractions with. Agrees with Go's <a href="https://pkg.go.dev/math/big#Float">big.Float</a> to the
 * last digit, which is why powers of five are rounded on the way as they are there.
 */
final class BigFloat {
  /** Of what is read from text. */
  static final int PRECISION = 64;

  static final BigFloat ZERO = new BigFloat(false, BigInteger.ZERO, 0, PRECISION);
  static final BigFloat HALF = new BigFloat(false, BigInteger.ONE, -1, 53);
  static final BigFloat ONE = new BigFloat(false, BigInteger.ONE, 0, 53);

  private static final int MAX_EXPONENT = Arithmetic.MAX_BITS;

  private static final BigInteger FIVE = BigInteger.valueOf(5);

  /** The greatest power of five below 2^64. */
  private static final int EXACT_POWER = 27;

  private final boolean negative;

  /** Not negative. The number is {@code mantissa * 2^exponent}. */
  private final BigInteger mantissa;

  private final int exponent;
  private final int precision;

  private BigFloat(boolean negative, BigInteger mantissa, int exponent, int precision) {
    this.negative = negative;
    this.mantissa = mantissa;
    this.exponent = exponent;
    this.precision = precision;
  }

  /** The number, rounded. */
  static BigFloat of(NumberValue number) {
    String literal = number.literal();
    boolean negative = literal.charAt(0) == '-';
    BigDecimal decimal = decimal(number, literal).abs();
    BigInteger digits = decimal.unscaledValue();
    int power = -decimal.scale();
    if (power == 0 || digits.signum() == 0) {
      return rounded(negative, digits, 0, PRECISION);
    }
    BigFloat five = powerOfFive(Math.abs(power), PRECISION + 64);
    BigFloat whole = new BigFloat(negative, digits, power, PRECISION);
    return power < 0 ? whole.dividedBy(five, PRECISION) : whole.times(five, PRECISION);
  }

  private static BigDecimal decimal(NumberValue number, String literal) {
    try {
      return new BigDecimal(literal);
    } catch (NumberFormatException hexadecimal) {
      return number.decimal();
    }
  }

  /** The integer, exactly. */
  static BigFloat of(BigInteger whole) {
    int precision = Math.max(PRECISION, whole.bitLength());
    return new BigFloat(whole.signum() < 0, whole.abs(), 0, precision);
  }

  private static BigFloat powerOfFive(int power, int precision) {
    BigFloat result = new BigFloat(false, FIVE.pow(Math.min(power, EXACT_POWER)), 0, precision);
    BigFloat factor = new BigFloat(false, FIVE, 0, precision + 64);
    for (int left = Math.max(0, power - EXACT_POWER); left > 0; left >>= 1) {
      if ((left & 1) != 0) {
        result = result.times(factor, precision);
      }
      factor = factor.times(factor, precision + 64);
    }
    return result;
  }

  private static BigFloat rounded(
      boolean negative, BigInteger mantissa, long exponent, int precision) {
    int excess = mantissa.bitLength() - precision;
    BigInteger kept = mantissa;
    long shifted = exponent;
    if (excess > 0) {
      kept = mantissa.shiftRight(excess);
      boolean isMore = mantissa.getLowestSetBit() < excess - 1;
      if (mantissa.testBit(excess - 1) && (isMore || kept.testBit(0))) {
        kept = kept.add(BigInteger.ONE);
      }
      shifted += excess;
    }
    if (kept.signum() != 0 && Math.abs(shifted + kept.bitLength()) > MAX_EXPONENT) {
      throw Arithmetic.tooBig();
    }
    return new BigFloat(negative, kept, kept.signum() == 0 ? 0 : (int) shifted, precision);
  }

  BigFloat plus(BigFloat that) {
    int wider = Math.max(precision, that.precision);
    int lower = Math.min(exponent, that.exponent);
    BigInteger sum = scaled(lower).add(that.scaled(lower));
    boolean isNegative = sum.signum() == 0 ? negative && that.negative : sum.signum() < 0;
    return rounded(isNegative, sum.abs(), lower, wider);
  }

  private BigInteger scaled(int lower) {
    BigInteger magnitude = mantissa.shiftLeft(exponent - lower);
    return negative ? magnitude.negate() : magnitude;
  }

  BigFloat minus(BigFloat that) {
    return plus(that.negated());
  }

  BigFloat negated() {
    return new BigFloat(!negative, mantissa, exponent, precision);
  }

  BigFloat abs() {
    return negative ? negated() : this;
  }

  BigFloat times(BigFloat that) {
    return times(that, Math.max(precision, that.precision));
  }

  BigFloat times(BigFloat that, int precision) {
    return rounded(
        negative != that.negative,
        mantissa.multiply(that.mantissa),
        (long) exponent + that.exponent,
        precision);
  }

  /**
   * @param that not zero
   */
  BigFloat dividedBy(BigFloat that) {
    return dividedBy(that, Math.max(precision, that.precision));
  }

  private BigFloat dividedBy(BigFloat that, int precision) {
    int missing = precision + 2 - mantissa.bitLength() + that.mantissa.bitLength();
    int shift = Math.max(0, missing);
    BigInteger[] parts = mantissa.shiftLeft(shift).divideAndRemainder(that.mantissa);
    // One more bit tells halves from what is a little more.
    BigInteger quotient = parts[0].shiftLeft(1);
    if (parts[1].signum() != 0) {
      quotient = quotient.setBit(0);
    }
    long scale = (long) exponent - that.exponent - shift - 1;
    return rounded(negative != that.negative, quotient, scale, precision);
  }

  boolean isZero() {
    return mantissa.signum() == 0;
  }

  boolean isNegative() {
    return negative;
  }

  private boolean isWhole() {
    return isZero() || exponent + mantissa.getLowestSetBit() >= 0;
  }

  /** The number without its fraction. */
  BigInteger truncated() {
    BigInteger whole = mantissa.shiftLeft(exponent);
    return negative ? whole.negate() : whole;
  }

  boolean sameAs(BigFloat that) {
    return minus(that).isZero();
  }

  /** The number in the shortest notation that this precision tells from its neighbours. */
  NumberValue toNumber() {
    String text = (negative ? "-" : "") + magnitude();
    return NumberValue.of(new BigDecimal(text), text);
  }

  private String magnitude() {
    if (isZero()) {
      return "0";
    }
    Digits shortest = shortest();
    int places = Math.max(shortest.count() - shortest.point(), 0);
    return isWhole() ? shortest.fixed(places) : shortest.general(-1, 'e');
  }

  /** Half a unit in the last place to either side is the same number. */
  private Digits shortest() {
    int shift = precision + 1 - mantissa.bitLength();
    BigInteger doubled = shift >= 0 ? mantissa.shiftLeft(shift) : mantissa.shiftRight(-shift);
    int scale = exponent - shift;
    return Digits.exact(mantissa, exponent)
        .shortened(
            Digits.exact(doubled.subtract(BigInteger.ONE), scale),
            Digits.exact(doubled.add(BigInteger.ONE), scale),
            !doubled.testBit(1));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BigFloat that && sameAs(that);
  }

  @Override
  public int hashCode() {
    return toNumber().hashCode();
  }
}
