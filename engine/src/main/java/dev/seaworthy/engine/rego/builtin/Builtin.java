package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** A builtin function. Depends on nothing but its arguments; safe for many threads. */
public sealed interface Builtin {
  /**
   * Calls the function.
   *
   * @param arguments as many as it takes
   * @return null when the call is undefined
   * @throws dev.seaworthy.engine.rego.RegoException of kind TYPE or BUILTIN when the arguments do
   *     not fit, which makes the call undefined unless errors are strict; of another kind to end
   *     the evaluation
   */
  @Nullable Value call(Budget budget, Value... arguments);

  /** A function of no argument. */
  @FunctionalInterface
  non-sealed interface None extends Builtin {
    @Nullable Value call(Budget budget);

    @Override
    default @Nullable Value call(Budget budget, Value... arguments) {
      return call(budget);
    }
  }

  /** A function of one argument. */
  @FunctionalInterface
  non-sealed interface One extends Builtin {
    @Nullable Value call(Budget budget, Value a);

    @Override
    default @Nullable Value call(Budget budget, Value... arguments) {
      return call(budget, arguments[0]);
    }
  }

  /** A function of two arguments. */
  @FunctionalInterface
  non-sealed interface Two extends Builtin {
    @Nullable Value call(Budget budget, Value a, Value b);

    @Override
    default @Nullable Value call(Budget budget, Value... arguments) {
      return call(budget, arguments[0], arguments[1]);
    }
  }

  /** A function of three arguments. */
  @FunctionalInterface
  non-sealed interface Three extends Builtin {
    @Nullable Value call(Budget budget, Value a, Value b, Value c);

    @Override
    default @Nullable Value call(Budget budget, Value... arguments) {
      return call(budget, arguments[0], arguments[1], arguments[2]);
    }
  }

  /** A function of four arguments. */
  @FunctionalInterface
  non-sealed interface Four extends Builtin {
    @Nullable Value call(Budget budget, Value a, Value b, Value c, Value d);

    @Override
    default @Nullable Value call(Budget budget, Value... arguments) {
      return call(budget, arguments[0], arguments[1], arguments[2], arguments[3]);
    }
  }
}
