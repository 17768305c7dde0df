package dev.seaworthy.engine.rego.schema;

import dev.seaworthy.engine.rego.text.GoJsonWriter;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.Value;
import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as text, the way Go writes them. */
final class Numbers {
  /** What Go's floats of 64 bits hold. */
  private static final int DIGITS = 19;

  private static final int MOST_PLAIN_DIGITS = 6;

  private Numbers() {}

  static boolean isInteger(BigDecimal number) {
    return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
  }

  /** A number for people: with an exponent when it is a million or more. */
  static String brief(BigDecimal number) {
    BigDecimal rounded = number.round(new MathContext(DIGITS)).stripTrailingZeros();
    if (rounded.signum() == 0) {
      return "0";
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    return exponent < -4 || exponent >= MOST_PLAIN_DIGITS
        ? scientific(rounded, exponent, 2)
        : plain(rounded);
  }

  private static String plain(BigDecimal number) {
    return number.toPlainString();
  }

  private static String scientific(BigDecimal number, int exponent, int leastDigits) {
    String digits = number.unscaledValue().abs().toString();
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    String power = Integer.toString(Math.abs(exponent));
    return (number.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + fraction
        + (exponent < 0 ? "e-" : "e+")
        + "0".repeat(Math.max(0, leastDigits - power.length()))
        + power;
  }

  /** JSON of a value with every number as a double, so that 1.0 and 1 are the same. */
  static String canonical(Value value) {
    return GoJsonWriter.text(doubles(value));
  }

  private static Value doubles(Value value) {
    if (value instanceof NumberValue number) {
      NumberValue read = NumberValue.parse(shortest(number.decimal().doubleValue()));
      return read == null ? number : read;
    }
    if (value instanceof ArrayValue array) {
      ArrayValue copy = ArrayValue.withCapacity(array.size());
      for (int i = 0; i < array.size(); i++) {
        copy.add(doubles(array.at(i)));
      }
      return copy;
    }
    if (value instanceof ObjectValue object) {
      ObjectValue copy = new ObjectValue();
      for (int i = 0; i < object.size(); i++) {
        copy.put(object.keyAt(i), doubles(object.valueAt(i)));
      }
      return copy;
    }
    return value;
  }

  /** A double as {@code encoding/json} writes it. */
  private static String shortest(double number) {
    if (number == 0 || Double.isInfinite(number)) {
      return number == 0 ? "0" : number > 0 ? "1e+400" : "-1e+400";
    }
    BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    double size = Math.abs(number);
    int exponent = exact.precision() - exact.scale() - 1;
    return size < 1e-6 || size >= 1e21 ? scientific(exact, exponent, 1) : plain(exact);
  }
}
