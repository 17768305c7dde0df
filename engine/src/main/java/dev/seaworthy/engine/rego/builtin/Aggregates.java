package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What all the members of a collection come to. */
final class Aggregates {
  private static final int BYTES_PER_MEMBER = 8;

  private Aggregates() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "count" -> (Builtin.One) (budget, a) -> NumberValue.of(count(a));
      case "sum" -> (Builtin.One) Totals::sum;
      case "product" -> (Builtin.One) Totals::product;
      case "max" -> (Builtin.One) Aggregates::max;
      case "min" -> (Builtin.One) Aggregates::min;
      case "sort" -> (Builtin.One) Aggregates::sort;
      case "any" -> (Builtin.One) Aggregates::any;
      case "all" -> (Builtin.One) Aggregates::all;
      case "internal.member_2" -> (Builtin.Two) Aggregates::hasValue;
      case "internal.member_3" -> (Builtin.Three) Aggregates::hasPair;
      default -> null;
    };
  }

  private static int count(Value a) {
    if (a instanceof ArrayValue array) {
      return array.size();
    }
    if (a instanceof ObjectValue object) {
      return object.size();
    }
    if (a instanceof SetValue set) {
      return set.size();
    }
    if (a instanceof StringValue string) {
      return string.text().codePointCount(0, string.text().length());
    }
    throw Operands.type(1, a, "array", "object", "set", "string");
  }

  static ArrayValue members(Value a) {
    requireCollection(a, 1);
    return Operands.arrayOrSet(a, 1);
  }

  /** {@link Operands#arrayOrSet} names the types the other way round. */
  static void requireCollection(Value operand, int position) {
    if (!(operand instanceof ArrayValue) && !(operand instanceof SetValue)) {
      throw Operands.type(position, operand, "set", "array");
    }
  }

  private static @Nullable Value max(Budget budget, Value a) {
    ArrayValue members = members(a);
    Value max = null;
    for (int i = 0; i < members.size(); i++) {
      budget.step();
      if (max == null || max.compareTo(members.at(i)) <= 0) {
        max = members.at(i);
      }
    }
    return max;
  }

  private static @Nullable Value min(Budget budget, Value a) {
    ArrayValue members = members(a);
    Value min = null;
    for (int i = 0; i < members.size(); i++) {
      budget.step();
      if (min == null || min.compareTo(members.at(i)) >= 0) {
        min = members.at(i);
      }
    }
    return min;
  }

  private static Value sort(Budget budget, Value a) {
    ArrayValue members = members(a);
    budget.allocate((long) members.size() * BYTES_PER_MEMBER);
    Value[] sorted = new Value[members.size()];
    for (int i = 0; i < sorted.length; i++) {
      budget.step();
      sorted[i] = members.at(i);
    }
    Arrays.sort(
        sorted,
        (x, y) -> {
          budget.step();
          return x.compareTo(y);
        });
    return ArrayValue.of(sorted);
  }

  private static Value any(Budget budget, Value a) {
    ArrayValue members = Operands.arrayOrSet(a, 1);
    return BooleanValue.of(contains(budget, members, BooleanValue.TRUE));
  }

  private static boolean contains(Budget budget, ArrayValue array, Value wanted) {
    for (int i = 0; i < array.size(); i++) {
      budget.step();
      if (array.at(i).equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  private static Value all(Budget budget, Value a) {
    ArrayValue members = Operands.arrayOrSet(a, 1);
    for (int i = 0; i < members.size(); i++) {
      budget.step();
      if (!members.at(i).equals(BooleanValue.TRUE)) {
        return BooleanValue.FALSE;
      }
    }
    return BooleanValue.TRUE;
  }

  /** {@code x in collection}. */
  private static Value hasValue(Budget budget, Value wanted, Value collection) {
    if (collection instanceof SetValue set) {
      return BooleanValue.of(set.contains(wanted));
    }
    if (collection instanceof ArrayValue array) {
      return BooleanValue.of(contains(budget, array, wanted));
    }
    if (collection instanceof ObjectValue object) {
      for (int i = 0; i < object.size(); i++) {
        budget.step();
        if (object.valueAt(i).equals(wanted)) {
          return BooleanValue.TRUE;
        }
      }
    }
    return BooleanValue.FALSE;
  }

  /** {@code key, x in collection}. */
  private static Value hasPair(Budget budget, Value key, Value wanted, Value collection) {
    return BooleanValue.of(wanted.equals(collection.get(key)));
  }
}
