package dev.seaworthy.benchmarks.bytecode;

import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** What rules gave before, by their number; as the tree remembers it. */
final class Memo {
  private final int functions;
  private @Nullable Value @Nullable [] values;
  private boolean @Nullable [] known;

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
}
