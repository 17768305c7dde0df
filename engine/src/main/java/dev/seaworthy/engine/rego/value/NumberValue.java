package dev.seaworthy.engine.rego.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A number: a decimal of any size and precision. It keeps the notation it was read in, for Rego
 * prints {@code 1.0} as it was written though it equals {@code 1}.
 */
public final class NumberValue extends Value {
  /** OPA refuses numbers beyond this binary exponent; it bounds what a decimal can cost. */
  private static final int MAX_BINARY_EXPONENT = 100_000;

  /** Longer texts cost too much to read; far more than the greatest integer has. */
  private static final int MAX_LITERAL = 40_000;

  private static final double BITS_PER_DIGIT = Math.log(10) / Math.log(2);
  private static final int CACHED_FROM = -128;
  private static final NumberValue[] CACHED = new NumberValue[1024 - CACHED_FROM];

  static {
    for (int i = 0; i < CACHED.length; i++) {
      CACHED[i] = new NumberValue(i + CACHED_FROM, null, null);
    }
  }

  /** The value, unless it is a fraction or too large. */
  private final long integer;

  /** The value, if it is a fraction or too large for a long; without trailing zeros. */
  private final @Nullable BigDecimal decimal;

  /** As it was written, unless that is how Java writes the integer. */
  private final @Nullable String literal;

  private NumberValue(long integer, @Nullable BigDecimal decimal, @Nullable String literal) {
    this.integer = integer;
    this.decimal = decimal;
    this.literal = literal;
  }

  public static NumberValue of(long value) {
    long index = value - CACHED_FROM;
    return index >= 0 && index < CACHED.length
        ? CACHED[(int) index]
        : new NumberValue(value, null, null);
  }

  public static NumberValue of(BigInteger value) {
    return value.bitLength() < Long.SIZE
        ? of(value.longValue())
        : new NumberValue(0, stripped(value), value.toString());
  }

  /**
   * Reads a number in JSON's notation.
   *
   * @return null if it is none, or beyond what OPA takes for one
   */
  public static @Nullable NumberValue parse(String literal) {
    if (isPlainInteger(literal)) {
      return of(Long.parseLong(literal));
    }
    if (literal.length() > MAX_LITERAL) {
      return null;
    }
    try {
      return ofDecimal(new BigDecimal(literal), literal);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable NumberValue ofDecimal(BigDecimal read, String literal) {
    double bits = (read.precision() - (double) read.scale()) * BITS_PER_DIGIT;
    boolean tooBig = read.signum() != 0 && Math.abs(bits) > MAX_BINARY_EXPONENT;
    return tooBig ? null : of(read, literal);
  }

  /**
   * A number that was computed.
   *
   * @param literal how it is printed
   */
  public static NumberValue of(BigDecimal value, String literal) {
    if (isPlainInteger(literal)) {
      return of(Long.parseLong(literal));
    }
    BigDecimal stripped = value.stripTrailingZeros();
    return isLong(stripped)
        ? new NumberValue(stripped.longValueExact(), null, literal)
        : new NumberValue(0, stripped, literal);
  }

  /** As {@code stripTrailingZeros} has it, in fewer divisions: the zeros are halved each time. */
  private static BigDecimal stripped(BigInteger value) {
    BigInteger rest = value;
    int zeros = 0;
    int most = value.mod(BigInteger.TEN).signum() == 0 ? value.getLowestSetBit() : 0;
    for (int step = Integer.highestOneBit(most); step > 0; step >>= 1) {
      BigInteger[] parts = rest.divideAndRemainder(BigInteger.TEN.pow(step));
      if (parts[1].signum() == 0) {
        rest = parts[0];
        zeros += step;
      }
    }
    return new BigDecimal(rest, -zeros);
  }

  private static boolean isLong(BigDecimal stripped) {
    return stripped.signum() == 0
        || (stripped.scale() <= 0
            && stripped.precision() - stripped.scale() <= 19
            && stripped.toBigIntegerExact().bitLength() < Long.SIZE);
  }

  /** As Java writes it, and surely within a long. */
  private static boolean isPlainInteger(String literal) {
    int length = literal.length();
    int first = length > 0 && literal.charAt(0) == '-' ? 1 : 0;
    if (length == first || length - first > 18) {
      return false;
    }
    char digit = literal.charAt(first);
    if (digit == '0' && length > 1) {
      return false;
    }
    for (int i = first; i < length; i++) {
      if (literal.charAt(i) < '0' || literal.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether OPA takes it for an index: it fits a long and is written without an exponent, in not
   * more than 19 places. {@code 1.0} is one, {@code 1e3} is not.
   */
  public boolean isInteger() {
    return literal == null || (decimal == null && isShortNotation(literal));
  }

  private static boolean isShortNotation(String literal) {
    int signs = literal.charAt(0) == '-' || literal.charAt(0) == '+' ? 1 : 0;
    return literal.length() - signs <= 19
        && literal
            .chars()
            .allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+');
  }

  /** The value of a number that {@link #isInteger}. */
  public long longValue() {
    return integer;
  }

  /** The exact value. */
  public BigDecimal decimal() {
    return decimal == null ? BigDecimal.valueOf(integer) : decimal;
  }

  /** The value if it is a whole number, in whichever notation; null if it is a fraction. */
  public @Nullable BigInteger whole() {
    if (decimal == null) {
      return BigInteger.valueOf(integer);
    }
    return decimal.scale() <= 0 ? decimal.toBigIntegerExact() : null;
  }

  /** The number as it was written. */
  public String literal() {
    return literal == null ? Long.toString(integer) : literal;
  }

  @Override
  Rank rank() {
    return Rank.NUMBER;
  }

  @Override
  int compareToSame(Value other) {
    NumberValue that = (NumberValue) other;
    return decimal == null && that.decimal == null
        ? Long.compare(integer, that.integer)
        : decimal().compareTo(that.decimal());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof NumberValue that && compareToSame(that) == 0);
  }

  @Override
  public int hashCode() {
    return decimal == null ? Long.hashCode(integer) : decimal.hashCode();
  }
}
