package dev.seaworthy.benchmarks.bytecode;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** What generated code calls to make arrays, objects and sets, and to add to them. */
final class Making {
  /** The tree's estimates of what an empty value, and each element, takes of memory. */
  private static final int EMPTY_BYTES = 64;

  private static final int ELEMENT_BYTES = 16;
  private static final int MEMBER_BYTES = 32;

  private Making() {}

  static Value array(Execution execution, int capacity) {
    execution.budget.allocate(EMPTY_BYTES);
    return ArrayValue.withCapacity(capacity);
  }

  static Value object(Execution execution) {
    execution.budget.allocate(EMPTY_BYTES);
    return new ObjectValue();
  }

  static Value set(Execution execution) {
    execution.budget.allocate(EMPTY_BYTES);
    return new SetValue();
  }

  static void append(@Nullable Value array, Value element, Execution execution) {
    if (array instanceof ArrayValue grown) {
      execution.budget.allocate(ELEMENT_BYTES);
      grown.add(element);
    }
  }

  static void add(@Nullable Value set, Value member, Execution execution) {
    if (set instanceof SetValue grown && grown.add(member)) {
      execution.budget.allocate(MEMBER_BYTES);
    }
  }

  static void insert(@Nullable Value object, Value key, Value value, Execution execution) {
    if (object instanceof ObjectValue grown) {
      execution.budget.allocate(MEMBER_BYTES);
      grown.put(key, value);
    }
  }

  static void insertOnce(
      @Nullable Value object, Value key, Value value, Execution execution, String position) {
    if (!(object instanceof ObjectValue grown)) {
      return;
    }
    Value before = grown.get(key);
    if (before == null) {
      execution.budget.allocate(MEMBER_BYTES);
      grown.put(key, value);
    } else if (!before.equals(value)) {
      throw new RegoException(RegoException.Kind.CONFLICT, position + "object keys must be unique");
    }
  }

  static @Nullable Value merge(@Nullable Value first, @Nullable Value second, Execution execution) {
    if (first == null) {
      return second;
    }
    if (!(first instanceof ObjectValue onto) || !(second instanceof ObjectValue added)) {
      return first;
    }
    execution.budget.allocate(EMPTY_BYTES + (long) MEMBER_BYTES * (onto.size() + added.size()));
    ObjectValue merged = onto.copy();
    for (int i = 0; i < added.size(); i++) {
      Value key = added.keyAt(i);
      Value value = merge(onto.get(key), added.valueAt(i), execution);
      if (value != null) {
        merged.put(key, value);
      }
    }
    return merged;
  }
}
