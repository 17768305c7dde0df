package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.builtin.Builtin;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** {@code CallStmt} of a builtin function, by how many arguments it takes. */
final class BuiltinCalls {
  private BuiltinCalls() {}

  /** Where the arguments come from and the result goes to. */
  abstract static class OfBuiltin extends Assigning {
    final String name;
    final int[] arguments;

    OfBuiltin(String name, int[] arguments, int target) {
      super(target);
      this.name = name;
      this.arguments = arguments.clone();
    }

    abstract @Nullable Value call(Execution execution, @Nullable Value[] locals);

    @Override
    final int run(Execution execution, @Nullable Value[] locals) {
      Value value;
      try {
        value = call(execution, locals);
      } catch (RegoException e) {
        value = undefined(execution, e);
      }
      if (target < 0) {
        return NEXT;
      }
      locals[target] = value;
      return value == null ? UNDEFINED : NEXT;
    }

    private @Nullable Value undefined(Execution execution, RegoException e) {
      if (!e.isUndefined()) {
        throw e;
      }
      if (execution.strict) {
        throw new RegoException(e.kind(), name + ": " + e.getMessage());
      }
      return null;
    }
  }

  /**
   * @param target -1 for a function without a result, which is never undefined
   */
  static Statement of(String name, Builtin builtin, int[] arguments, int target) {
    if (builtin instanceof Builtin.One one && arguments.length == 1) {
      return new One(name, one, arguments, target);
    }
    if (builtin instanceof Builtin.Two two && arguments.length == 2) {
      return new Two(name, two, arguments, target);
    }
    if (builtin instanceof Builtin.Three three && arguments.length == 3) {
      return new Three(name, three, arguments, target);
    }
    return new Any(name, builtin, arguments, target);
  }

  private static final class One extends OfBuiltin {
    private final Builtin.One builtin;
    private final int a;

    One(String name, Builtin.One builtin, int[] arguments, int target) {
      super(name, arguments, target);
      this.builtin = builtin;
      this.a = arguments[0];
    }

    @Override
    @Nullable Value call(Execution execution, @Nullable Value[] locals) {
      return builtin.call(execution.budget, locals[a]);
    }
  }

  private static final class Two extends OfBuiltin {
    private final Builtin.Two builtin;
    private final int a;
    private final int b;

    Two(String name, Builtin.Two builtin, int[] arguments, int target) {
      super(name, arguments, target);
      this.builtin = builtin;
      this.a = arguments[0];
      this.b = arguments[1];
    }

    @Override
    @Nullable Value call(Execution execution, @Nullable Value[] locals) {
      return builtin.call(execution.budget, locals[a], locals[b]);
    }
  }

  private static final class Three extends OfBuiltin {
    private final Builtin.Three builtin;
    private final int a;
    private final int b;
    private final int c;

    Three(String name, Builtin.Three builtin, int[] arguments, int target) {
      super(name, arguments, target);
      this.builtin = builtin;
      this.a = arguments[0];
      this.b = arguments[1];
      this.c = arguments[2];
    }

    @Override
    @Nullable Value call(Execution execution, @Nullable Value[] locals) {
      return builtin.call(execution.budget, locals[a], locals[b], locals[c]);
    }
  }

  private static final class Any extends OfBuiltin {
    private final Builtin builtin;

    Any(String name, Builtin builtin, int[] arguments, int target) {
      super(name, arguments, target);
      this.builtin = builtin;
    }

    @Override
    @Nullable Value call(Execution execution, @Nullable Value[] locals) {
      Value[] values = new Value[arguments.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = locals[arguments[i]];
      }
      return builtin.call(execution.budget, values);
    }
  }
}
