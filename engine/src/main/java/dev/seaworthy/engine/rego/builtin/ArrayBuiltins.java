package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** Arrays made of arrays. */
final class ArrayBuiltins {
  private static final int BYTES_PER_ELEMENT = 8;

  private ArrayBuiltins() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "array.concat" -> (Builtin.Two) ArrayBuiltins::concat;
      case "array.flatten" -> (Builtin.One) ArrayBuiltins::flatten;
      case "array.slice" -> (Builtin.Three) ArrayBuiltins::slice;
      case "array.reverse" -> (Builtin.One) ArrayBuiltins::reverse;
      default -> null;
    };
  }

  private static Value concat(Budget budget, Value a, Value b) {
    ArrayValue first = Operands.array(a, 1);
    ArrayValue second = Operands.array(b, 2);
    if (first.size() == 0) {
      return second;
    }
    ArrayValue all = sized(budget, (long) first.size() + second.size());
    addAll(budget, all, first);
    addAll(budget, all, second);
    return all;
  }

  private static ArrayValue sized(Budget budget, long size) {
    budget.allocate(size * BYTES_PER_ELEMENT);
    return ArrayValue.withCapacity((int) size);
  }

  private static void addAll(Budget budget, ArrayValue target, ArrayValue elements) {
    budget.steps(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      target.add(elements.at(i));
    }
  }

  /** Arrays within the array give way to their elements; those within them stay. */
  private static Value flatten(Budget budget, Value a) {
    ArrayValue array = Operands.array(a, 1);
    ArrayValue flat = sized(budget, array.size());
    for (int i = 0; i < array.size(); i++) {
      budget.step();
      if (array.at(i) instanceof ArrayValue nested) {
        budget.allocate((long) nested.size() * BYTES_PER_ELEMENT);
        addAll(budget, flat, nested);
      } else {
        flat.add(array.at(i));
      }
    }
    return flat;
  }

  private static Value slice(Budget budget, Value a, Value b, Value c) {
    ArrayValue array = Operands.array(a, 1);
    long start = Operands.integer(b, 2);
    long stop = Operands.integer(c, 3);
    int to = (int) Math.max(0, Math.min(stop, array.size()));
    int from = (int) Math.max(0, Math.min(start, to));
    budget.allocate((long) (to - from) * BYTES_PER_ELEMENT);
    return array.slice(from, to);
  }

  private static Value reverse(Budget budget, Value a) {
    ArrayValue array = Operands.array(a, 1);
    ArrayValue reversed = sized(budget, array.size());
    budget.steps(array.size());
    for (int i = array.size() - 1; i >= 0; i--) {
      reversed.add(array.at(i));
    }
    return reversed;
  }
}
