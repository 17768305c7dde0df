package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives each variable and each constant of a function its place among the locals, so that
 * statements need not care which of the two they read.
 */
final class Slots {
  private final Map<Integer, Integer> ofVariables = new HashMap<>();
  private final Map<Object, Integer> ofConstants = new HashMap<>();
  private final List<@Nullable Value> initial = new ArrayList<>();

  /** The slot of a variable, by its number in the plan. */
  int of(int variable) {
    return ofVariables.computeIfAbsent(variable, ignored -> add(null));
  }

  /** The slot of a constant. */
  int of(Value constant) {
    // Equal numbers of different notation print differently: they are different constants.
    return ofConstants.computeIfAbsent(constant.toString(), ignored -> add(constant));
  }

  /** The constant in a slot; null if it holds a variable. */
  @Nullable Value constant(int slot) {
    return initial.get(slot);
  }

  private int add(@Nullable Value first) {
    initial.add(first);
    return initial.size() - 1;
  }

  /** What the slots hold before a call: constants their value, variables nothing. */
  @Nullable Value[] initial() {
    return initial.toArray(new @Nullable Value[0]);
  }
}
