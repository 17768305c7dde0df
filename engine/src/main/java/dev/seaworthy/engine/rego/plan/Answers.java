package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.value.Value;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What functions of one argument gave before, by the number of the function and its argument. */
final class Answers {
  /**
   * One answer.
   *
   * @param value null where the function is undefined
   */
  record Answer(@Nullable Value value) {}

  private final int functions;
  private final Supplier<Map<Value, Answer>> table;
  private final int most;
  private @Nullable Map<Value, Answer> @Nullable [] given;

  /**
   * @param table makes an empty one, which decides what arguments are the same
   * @param most answers of one function that are held
   */
  Answers(int functions, Supplier<Map<Value, Answer>> table, int most) {
    this.functions = functions;
    this.table = table;
    this.most = most;
  }

  /** What the function gave; null if it is not known. */
  @Nullable Answer get(int function, Value argument) {
    Map<Value, Answer> known = given == null ? null : given[function];
    return known == null ? null : known.get(argument);
  }

  void put(int function, Value argument, Answer answer) {
    @Nullable Map<Value, Answer>[] held = given;
    if (held == null) {
      held = newTables();
      given = held;
    }
    Map<Value, Answer> known = held[function];
    if (known == null) {
      known = table.get();
      held[function] = known;
    }
    if (known.size() < most) {
      known.put(argument, answer);
    }
  }

  @SuppressWarnings("unchecked") // An array of null.
  private @Nullable Map<Value, Answer>[] newTables() {
    return (@Nullable Map<Value, Answer>[]) new Map<?, ?>[functions];
  }
}
