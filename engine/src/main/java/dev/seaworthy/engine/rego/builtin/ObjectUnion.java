package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.Value;

/** Objects laid over each other: the later value of a key counts, objects under one key merge. */
final class ObjectUnion {
  private static final int BYTES_PER_KEY = 24;

  private final Budget budget;

  private ObjectUnion(Budget budget) {
    this.budget = budget;
  }

  static Value union(Budget budget, Value a, Value b) {
    ObjectValue first = Operands.object(a, 1);
    ObjectValue second = Operands.object(b, 2);
    if (first.size() == 0) {
      return second;
    }
    return second.size() == 0 ? first : new ObjectUnion(budget).merged(first, second);
  }

  private ObjectValue merged(ObjectValue a, ObjectValue b) {
    ObjectValue union = new ObjectValue();
    for (int i = 0; i < a.size(); i++) {
      Value ours = a.valueAt(i);
      Value theirs = b.get(a.keyAt(i));
      boolean both = ours instanceof ObjectValue && theirs instanceof ObjectValue;
      Value value = theirs == null ? ours : theirs;
      put(union, a.keyAt(i), both ? merged((ObjectValue) ours, (ObjectValue) value) : value);
    }
    for (int i = 0; i < b.size(); i++) {
      if (a.get(b.keyAt(i)) == null) {
        put(union, b.keyAt(i), b.valueAt(i));
      }
    }
    return union.sort();
  }

  private void put(ObjectValue object, Value key, Value value) {
    budget.step();
    budget.allocate(BYTES_PER_KEY);
    object.put(key, value);
  }

  static Value unionOfAll(Budget budget, Value a) {
    ArrayValue objects = Operands.array(a, 1);
    ObjectUnion merge = new ObjectUnion(budget);
    ObjectValue union = new ObjectValue();
    for (int i = 0; i < objects.size(); i++) {
      if (!(objects.at(i) instanceof ObjectValue)) {
        throw Operands.member(1, a, objects.at(i), "object");
      }
    }
    for (int i = 0; i < objects.size(); i++) {
      merge.layOver(union, (ObjectValue) objects.at(i));
    }
    return sorted(union);
  }

  /**
   * @param below an object of our own, as are the objects in it
   */
  private void layOver(ObjectValue below, ObjectValue above) {
    for (int i = 0; i < above.size(); i++) {
      Value key = above.keyAt(i);
      if (!(above.valueAt(i) instanceof ObjectValue object)) {
        put(below, key, above.valueAt(i));
      } else if (below.get(key) instanceof ObjectValue there) {
        budget.step();
        layOver(there, object);
      } else {
        ObjectValue own = new ObjectValue();
        layOver(own, object);
        put(below, key, own);
      }
    }
  }

  private static ObjectValue sorted(ObjectValue object) {
    for (int i = 0; i < object.size(); i++) {
      if (object.valueAt(i) instanceof ObjectValue nested) {
        sorted(nested);
      }
    }
    return object.sort();
  }
}
