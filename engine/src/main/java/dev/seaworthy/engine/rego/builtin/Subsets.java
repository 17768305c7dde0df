package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.Value;

/** Whether one collection has all of another; objects are compared in depth. */
final class Subsets {
  private Subsets() {}

  static Value subset(Budget budget, Value all, Value part) {
    if (isPair(all, part)) {
      return BooleanValue.of(has(budget, all, part));
    }
    if (all instanceof ArrayValue array && part instanceof SetValue set) {
      return BooleanValue.of(hasMembers(budget, array, set));
    }
    throw new RegoException(
        RegoException.Kind.TYPE,
        "both arguments object.subset must be of the same type or array and set");
  }

  private static boolean isPair(Value all, Value part) {
    return (all instanceof ObjectValue && part instanceof ObjectValue)
        || (all instanceof SetValue && part instanceof SetValue)
        || (all instanceof ArrayValue && part instanceof ArrayValue);
  }

  private static boolean has(Budget budget, Value all, Value part) {
    if (all instanceof ObjectValue object && part instanceof ObjectValue smaller) {
      return hasPairs(budget, object, smaller);
    }
    if (all instanceof SetValue set && part instanceof SetValue smaller) {
      return hasMembers(budget, set, smaller);
    }
    return all instanceof ArrayValue array
        && part instanceof ArrayValue shorter
        && hasRun(budget, array, shorter);
  }

  private static boolean hasPairs(Budget budget, ObjectValue all, ObjectValue part) {
    for (int i = 0; i < part.size(); i++) {
      budget.step();
      Value wanted = part.valueAt(i);
      Value there = all.get(part.keyAt(i));
      if (there == null || !(there.equals(wanted) || has(budget, there, wanted))) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasMembers(Budget budget, SetValue all, SetValue part) {
    for (int i = 0; i < part.size(); i++) {
      budget.step();
      if (!all.contains(part.at(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Counts as OPA does: a member that is there twice counts twice, and no member is never found.
   */
  private static boolean hasMembers(Budget budget, ArrayValue all, SetValue part) {
    int missing = part.size();
    for (int i = 0; i < all.size(); i++) {
      budget.step();
      if (part.contains(all.at(i))) {
        missing--;
      }
      if (missing == 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether an array has another's elements one after the other. */
  private static boolean hasRun(Budget budget, ArrayValue all, ArrayValue part) {
    for (int from = 0; from + part.size() <= all.size(); from++) {
      budget.step();
      int same = 0;
      while (same < part.size() && all.at(from + same).equals(part.at(same))) {
        budget.step();
        same++;
      }
      if (same == part.size()) {
        return true;
      }
    }
    return false;
  }
}
