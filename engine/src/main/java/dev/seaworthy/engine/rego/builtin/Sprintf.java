package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** {@code sprintf}: Go's {@code fmt.Sprintf} over what OPA hands it. */
final class Sprintf {
  private Sprintf() {}

  static Value sprintf(Budget budget, Value a, Value b) {
    String format = Operands.text(a, 1);
    ArrayValue values = Operands.array(b, 2);
    List<Object> arguments = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      budget.step();
      arguments.add(argument(values.at(i)));
    }
    return StringValue.of(new GoFormat(budget, format, arguments).format());
  }

  /** Numbers as Go's numbers, anything else as its text. */
  private static Object argument(Value value) {
    if (value instanceof NumberValue number) {
      return number(number);
    }
    return value instanceof StringValue string ? string.text() : value.toString();
  }

  private static Object number(NumberValue number) {
    String literal = number.literal();
    if (literal.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E')) {
      double rounded = Double.parseDouble(literal);
      return Double.isInfinite(rounded) ? literal : (Object) rounded;
    }
    BigInteger whole = number.whole();
    if (whole == null) {
      return literal;
    }
    return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole;
  }
}
