package dev.seaworthy.benchmarks.bytecode;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.builtin.Builtin;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What generated code calls to call builtins, and rules whose path is known only then. */
final class Calling {
  private Calling() {}

  static @Nullable Value call(Builtin.One builtin, Value a, Execution execution) {
    try {
      return builtin.call(execution.budget, a);
    } catch (RegoException e) {
      return undefined(e);
    }
  }

  static @Nullable Value call(Builtin.Two builtin, Value a, Value b, Execution execution) {
    try {
      return builtin.call(execution.budget, a, b);
    } catch (RegoException e) {
      return undefined(e);
    }
  }

  static @Nullable Value call(
      Builtin.Three builtin, Value a, Value b, Value c, Execution execution) {
    try {
      return builtin.call(execution.budget, a, b, c);
    } catch (RegoException e) {
      return undefined(e);
    }
  }

  static @Nullable Value call(Builtin builtin, Value[] arguments, Execution execution) {
    try {
      return builtin.call(execution.budget, arguments);
    } catch (RegoException e) {
      return undefined(e);
    }
  }

  private static @Nullable Value undefined(RegoException e) {
    if (!e.isUndefined()) {
      throw e;
    }
    return null;
  }

  /** The number of the rule at a path; -1 if there is none. */
  static int find(Map<ArrayValue, Integer> rules, Value[] path) {
    return rules.getOrDefault(ArrayValue.of(path), -1);
  }
}
