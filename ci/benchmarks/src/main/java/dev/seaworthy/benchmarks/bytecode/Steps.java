package dev.seaworthy.benchmarks.bytecode;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.KeyLookup;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What generated code calls instead of spelling it out: small enough for the JIT compiler to put it
 * in place. Each does what the tree's statement of the same purpose does.
 */
final class Steps {
  private Steps() {}

  static @Nullable Value dot(@Nullable Value within, KeyLookup lookup) {
    return within == null ? null : lookup.in(within);
  }

  static @Nullable Value dot(@Nullable Value within, @Nullable Value key) {
    return within == null || key == null ? null : within.get(key);
  }

  @SuppressWarnings("ReferenceEquality") // The quick answer; also for two that are undefined.
  static boolean same(@Nullable Value left, @Nullable Value right) {
    return left == right || (left != null && left.equals(right));
  }

  static @Nullable Value once(@Nullable Value before, @Nullable Value value, String position) {
    if (before != null && !before.equals(value)) {
      throw new RegoException(
          RegoException.Kind.CONFLICT,
          position + "complete rules must not produce multiple outputs");
    }
    return value;
  }

  static Value length(@Nullable Value value) {
    return NumberValue.of(
        value instanceof StringValue string
            ? string.text().codePointCount(0, string.text().length())
            : size(value));
  }

  /** How many elements a loop sees. */
  static int size(@Nullable Value over) {
    if (over instanceof ArrayValue array) {
      return array.size();
    }
    if (over instanceof ObjectValue object) {
      return object.size();
    }
    return over instanceof SetValue set ? set.size() : 0;
  }

  /** Brings what a loop goes over into Rego's order. */
  static @Nullable Value sorted(@Nullable Value over) {
    if (over instanceof ObjectValue object) {
      return object.sort();
    }
    return over instanceof SetValue set ? set.sort() : over;
  }

  static @Nullable Value keyAt(Value over, int position) {
    if (over instanceof ArrayValue) {
      return NumberValue.of(position);
    }
    return over instanceof ObjectValue object
        ? object.keyAt(position)
        : ((SetValue) over).at(position);
  }

  static @Nullable Value valueAt(Value over, int position) {
    if (over instanceof ArrayValue array) {
      return array.at(position);
    }
    return over instanceof ObjectValue object
        ? object.valueAt(position)
        : ((SetValue) over).at(position);
  }

  /** Remembers what a rule gave. */
  static @Nullable Value remember(@Nullable Value value, Execution execution, int function) {
    execution.memo.put(function, value);
    return value;
  }

  static void result(Value value, Execution execution) {
    execution.results.add(value);
  }

  /** A copy of a document with another value at the end of a path; missing objects are made. */
  static @Nullable Value changed(@Nullable Value old, @Nullable Value end, Value[] path) {
    return changed(old, end, path, 0);
  }

  private static @Nullable Value changed(
      @Nullable Value old, @Nullable Value end, Value[] path, int depth) {
    if (depth == path.length) {
      return end;
    }
    ObjectValue copy = old instanceof ObjectValue object ? object.copy() : new ObjectValue();
    Value inner = changed(copy.get(path[depth]), end, path, depth + 1);
    if (inner != null) {
      copy.put(path[depth], inner);
    }
    return copy;
  }
}
