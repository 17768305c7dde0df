package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Reads a builtin's arguments, or complains of their types in OPA's words. */
final class Operands {
  private Operands() {}

  /**
   * @param position of the argument, from 1
   */
  static String text(Value operand, int position) {
    if (operand instanceof StringValue string) {
      return string.text();
    }
    throw type(position, operand, "string");
  }

  static NumberValue number(Value operand, int position) {
    if (operand instanceof NumberValue number) {
      return number;
    }
    throw type(position, operand, "number");
  }

  /** An integer that fits Java's {@code long}. */
  static long integer(Value operand, int position) {
    NumberValue number = number(operand, position);
    if (number.isInteger()) {
      return number.longValue();
    }
    throw error(position, "must be integer number but got floating-point number");
  }

  /** An integer of any size, in whichever notation. */
  static BigInteger whole(Value operand, int position) {
    if (!(operand instanceof NumberValue number)) {
      throw type(position, operand, "integer");
    }
    BigInteger whole = number.whole();
    if (whole == null) {
      throw error(position, "must be integer number but got floating-point number");
    }
    return whole;
  }

  static boolean bool(Value operand, int position) {
    if (operand instanceof BooleanValue value) {
      return value.value();
    }
    throw type(position, operand, "boolean");
  }

  static ArrayValue array(Value operand, int position) {
    if (operand instanceof ArrayValue array) {
      return array;
    }
    throw type(position, operand, "array");
  }

  static ObjectValue object(Value operand, int position) {
    if (operand instanceof ObjectValue object) {
      return object;
    }
    throw type(position, operand, "object");
  }

  static SetValue set(Value operand, int position) {
    if (operand instanceof SetValue set) {
      return set;
    }
    throw type(position, operand, "set");
  }

  /** The elements of an array or a set, in order. */
  static ArrayValue arrayOrSet(Value operand, int position) {
    if (operand instanceof ArrayValue array) {
      return array;
    }
    if (operand instanceof SetValue set) {
      return set.toArray();
    }
    throw type(position, operand, "array", "set");
  }

  /** The members of an array or a set of strings, in order. */
  static List<String> texts(Value operand, int position) {
    ArrayValue members = arrayOrSet(operand, position);
    List<String> texts = new ArrayList<>(members.size());
    for (int i = 0; i < members.size(); i++) {
      if (!(members.at(i) instanceof StringValue text)) {
        throw member(position, operand, members.at(i), "string");
      }
      texts.add(text.text());
    }
    return texts;
  }

  /** A member of an argument is not of the type that the function takes. */
  static RegoException member(int position, Value operand, Value member, String wanted) {
    String type = operand.typeName();
    return error(
        position,
        "must be %s of %ss but got %s containing %s"
            .formatted(type, wanted, type, member.typeName()));
  }

  /** An argument is of none of the types that the function takes. */
  static RegoException type(int position, Value operand, String... wanted) {
    String types = wanted.length == 1 ? wanted[0] : "one of {" + String.join(", ", wanted) + "}";
    return error(position, "must be %s but got %s".formatted(types, operand.typeName()));
  }

  /** An argument has the right type and does not fit. */
  static RegoException error(int position, String complaint) {
    return new RegoException(
        RegoException.Kind.TYPE, "operand %d %s".formatted(position, complaint));
  }

  /** The function cannot do its work. */
  static RegoException failed(String message) {
    return new RegoException(RegoException.Kind.BUILTIN, message);
  }
}
