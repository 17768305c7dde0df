package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.value.Value;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What rules gave before, by the number of their function, and what functions of one argument gave
 * that took long. Holds for one input and one data document: a {@code with} begins another.
 */
final class Memo {
  private final int functions;
  private @Nullable Value @Nullable [] values;
  private boolean @Nullable [] known;
  private @Nullable IdentityHashMap<Value, Value> @Nullable [] results;

  Memo(int functions) {
    this.functions = functions;
  }

  /** An empty one. */
  Memo anew() {
    return new Memo(functions);
  }

  boolean knows(int function) {
    return known != null && known[function];
  }

  /** What was remembered; null if the rule was undefined. */
  @Nullable Value get(int function) {
    return values == null ? null : values[function];
  }

  void put(int function, @Nullable Value value) {
    @Nullable Value[] held = values;
    boolean[] marks = known;
    if (held == null || marks == null) {
      held = new @Nullable Value[functions];
      marks = new boolean[functions];
      values = held;
      known = marks;
    }
    held[function] = value;
    marks[function] = true;
  }

  /** What a function gave for this very argument, if that was worth remembering; or null. */
  @Nullable Value resultOf(int function, Value argument) {
    IdentityHashMap<Value, Value> known = results == null ? null : results[function];
    return known == null ? null : known.get(argument);
  }

  /** Remembers what a function gave, as long as the argument is the same object. */
  void remember(int function, Value argument, Value result) {
    @Nullable IdentityHashMap<Value, Value>[] held = results;
    if (held == null) {
      held = newResults();
      results = held;
    }
    IdentityHashMap<Value, Value> known = held[function];
    if (known == null) {
      known = new IdentityHashMap<>();
      held[function] = known;
    }
    known.put(argument, result);
  }

  @SuppressWarnings("unchecked") // An array of null.
  private @Nullable IdentityHashMap<Value, Value>[] newResults() {
    return (@Nullable IdentityHashMap<Value, Value>[]) new IdentityHashMap<?, ?>[functions];
  }
}
