package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.value.Value;
import java.util.HashMap;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What rules gave before, by the number of their function, and what functions of one argument gave
 * that took long. Holds for one input and one data document: a {@code with} begins another.
 */
final class Memo {
  /** Texts of one function; an input with more has mostly such as do not come again. */
  private static final int MOST_TEXTS = 4096;

  /** For the very argument: to compare whole objects would cost more than to answer again. */
  final Answers ofObjects;

  /** For equal texts: the name of an image or a quantity stands in many objects. */
  final Answers ofTexts;

  private final int functions;
  private @Nullable Value @Nullable [] values;
  private boolean @Nullable [] known;

  Memo(int functions) {
    this.functions = functions;
    this.ofObjects = new Answers(functions, IdentityHashMap::new, Integer.MAX_VALUE);
    this.ofTexts = new Answers(functions, HashMap::new, MOST_TEXTS);
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
