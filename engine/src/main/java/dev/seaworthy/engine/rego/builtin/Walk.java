package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** The relation {@code walk}: every part of a value with its path, the whole first. */
final class Walk {
  private static final int BYTES_PER_PART = 96;

  private final Budget budget;
  private final ArrayValue pairs = ArrayValue.withCapacity(4);

  private Walk(Budget budget) {
    this.budget = budget;
  }

  static @Nullable Builtin find(String name) {
    return name.equals("walk") ? (Builtin.One) Walk::walk : null;
  }

  private static Value walk(Budget budget, Value a) {
    Walk walk = new Walk(budget);
    walk.visit(ArrayValue.EMPTY, a);
    return walk.pairs;
  }

  private void visit(ArrayValue path, Value value) {
    budget.step();
    pairs.add(ArrayValue.of(path, value));
    if (value instanceof ArrayValue array) {
      for (int i = 0; i < array.size(); i++) {
        visit(longer(path, NumberValue.of(i)), array.at(i));
      }
    } else if (value instanceof ObjectValue object) {
      object.sort();
      for (int i = 0; i < object.size(); i++) {
        visit(longer(path, object.keyAt(i)), object.valueAt(i));
      }
    } else if (value instanceof SetValue set) {
      ArrayValue members = set.toArray();
      for (int i = 0; i < members.size(); i++) {
        visit(longer(path, members.at(i)), members.at(i));
      }
    }
  }

  private ArrayValue longer(ArrayValue path, Value key) {
    budget.allocate(BYTES_PER_PART + 8L * path.size());
    ArrayValue longer = ArrayValue.withCapacity(path.size() + 1);
    for (int i = 0; i < path.size(); i++) {
      longer.add(path.at(i));
    }
    longer.add(key);
    return longer;
  }
}
