package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Statements that make arrays, objects and sets, and add to them. Only the plan that makes a value
 * changes it, and only until it is complete.
 */
final class Constructions {
  /** Estimates of what an empty value, and each element, takes of memory. */
  private static final int EMPTY_BYTES = 64;

  private static final int ELEMENT_BYTES = 16;
  private static final int MEMBER_BYTES = 32;

  private Constructions() {}

  /** {@code MakeArrayStmt}. */
  static final class MakeArray extends Assigning {
    private final int capacity;

    MakeArray(int capacity, int target) {
      super(target);
      this.capacity = capacity;
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      execution.budget.allocate(EMPTY_BYTES);
      locals[target] = ArrayValue.withCapacity(capacity);
      return NEXT;
    }
  }

  /** {@code MakeObjectStmt}. */
  static final class MakeObject extends Assigning {
    MakeObject(int target) {
      super(target);
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      execution.budget.allocate(EMPTY_BYTES);
      locals[target] = new ObjectValue();
      return NEXT;
    }
  }

  /** {@code MakeSetStmt}. */
  static final class MakeSet extends Assigning {
    MakeSet(int target) {
      super(target);
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      execution.budget.allocate(EMPTY_BYTES);
      locals[target] = new SetValue();
      return NEXT;
    }
  }

  /** {@code ArrayAppendStmt}. */
  static final class Append extends Statement {
    final int value;
    final int array;

    Append(int value, int array) {
      this.value = value;
      this.array = array;
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      if (locals[array] instanceof ArrayValue grown) {
        execution.budget.allocate(ELEMENT_BYTES);
        grown.add(locals[value]);
      }
      return NEXT;
    }
  }

  /** {@code SetAddStmt}. */
  static final class Add extends Statement {
    final int value;
    final int set;

    Add(int value, int set) {
      this.value = value;
      this.set = set;
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      if (locals[set] instanceof SetValue grown && grown.add(locals[value])) {
        execution.budget.allocate(MEMBER_BYTES);
      }
      return NEXT;
    }
  }

  /** {@code ObjectInsertStmt}. */
  static final class Insert extends Statement {
    final int key;
    final int value;
    final int object;

    Insert(int key, int value, int object) {
      this.key = key;
      this.value = value;
      this.object = object;
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      if (locals[object] instanceof ObjectValue grown) {
        execution.budget.allocate(MEMBER_BYTES);
        grown.put(locals[key], locals[value]);
      }
      return NEXT;
    }
  }

  /** {@code ObjectInsertOnceStmt}: a key's second value must be the same as its first. */
  static final class InsertOnce extends Statement {
    final int key;
    final int value;
    final int object;
    private final Position position;

    InsertOnce(int key, int value, int object, Position position) {
      this.key = key;
      this.value = value;
      this.object = object;
      this.position = position;
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      if (!(locals[object] instanceof ObjectValue grown)) {
        return NEXT;
      }
      Value before = grown.get(locals[key]);
      if (before == null) {
        execution.budget.allocate(MEMBER_BYTES);
        grown.put(locals[key], locals[value]);
      } else if (!before.equals(locals[value])) {
        throw new RegoException(
            RegoException.Kind.CONFLICT, position + "object keys must be unique");
      }
      return NEXT;
    }
  }

  /** {@code ObjectMergeStmt}: objects within objects are merged too; else the first value stays. */
  static final class Merge extends Assigning {
    final int first;
    final int second;

    Merge(int first, int second, int target) {
      super(target);
      this.first = first;
      this.second = second;
    }

    @Override
    int run(Execution execution, @Nullable Value[] locals) {
      locals[target] = merge(execution, locals[first], locals[second]);
      return NEXT;
    }

    private static @Nullable Value merge(
        Execution execution, @Nullable Value first, @Nullable Value second) {
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
        Value value = merge(execution, onto.get(key), added.valueAt(i));
        if (value != null) {
          merged.put(key, value);
        }
      }
      return merged;
    }
  }
}
