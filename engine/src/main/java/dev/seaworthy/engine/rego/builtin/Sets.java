package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** The algebra of sets. */
final class Sets {
  private static final int BYTES_PER_MEMBER = 16;

  private Sets() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "and" ->
          (Builtin.Two)
              (budget, a, b) -> intersection(budget, Operands.set(a, 1), Operands.set(b, 2));
      case "or" ->
          (Builtin.Two) (budget, a, b) -> union(budget, Operands.set(a, 1), Operands.set(b, 2));
      case "set_diff" ->
          (Builtin.Two)
              (budget, a, b) -> difference(budget, Operands.set(a, 1), Operands.set(b, 2));
      case "intersection" -> (Builtin.One) Sets::intersectionOfAll;
      case "union" -> (Builtin.One) Sets::unionOfAll;
      default -> null;
    };
  }

  private static SetValue intersection(Budget budget, SetValue a, SetValue b) {
    boolean isFirst = a.size() <= b.size();
    SetValue few = isFirst ? a : b;
    SetValue many = isFirst ? b : a;
    SetValue both = new SetValue();
    few.sort();
    for (int i = 0; i < few.size(); i++) {
      budget.step();
      if (many.contains(few.at(i))) {
        add(budget, both, few.at(i));
      }
    }
    return both;
  }

  private static SetValue union(Budget budget, SetValue a, SetValue b) {
    if (a.size() == 0 || b.size() == 0) {
      return a.size() == 0 ? b : a;
    }
    SetValue all = new SetValue();
    addAll(budget, all, a);
    addAll(budget, all, b);
    return all.sort();
  }

  static SetValue difference(Budget budget, SetValue a, SetValue b) {
    SetValue left = new SetValue();
    a.sort();
    for (int i = 0; i < a.size(); i++) {
      budget.step();
      if (!b.contains(a.at(i))) {
        add(budget, left, a.at(i));
      }
    }
    return left;
  }

  private static Value intersectionOfAll(Budget budget, Value a) {
    SetValue sets = Operands.set(a, 1).sort();
    if (sets.size() == 0) {
      return SetValue.EMPTY;
    }
    SetValue common = Operands.set(sets.at(0), 1);
    for (int i = 1; i < sets.size(); i++) {
      common = intersection(budget, common, Operands.set(sets.at(i), 1));
    }
    return common;
  }

  private static Value unionOfAll(Budget budget, Value a) {
    SetValue sets = Operands.set(a, 1).sort();
    SetValue all = new SetValue();
    for (int i = 0; i < sets.size(); i++) {
      addAll(budget, all, Operands.set(sets.at(i), 1));
    }
    return all.sort();
  }

  private static void addAll(Budget budget, SetValue target, SetValue members) {
    members.sort();
    for (int i = 0; i < members.size(); i++) {
      budget.step();
      add(budget, target, members.at(i));
    }
  }

  private static void add(Budget budget, SetValue target, Value member) {
    budget.allocate(BYTES_PER_MEMBER);
    target.add(member);
  }
}
