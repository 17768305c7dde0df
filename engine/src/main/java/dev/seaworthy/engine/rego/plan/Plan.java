package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.StringValue;
import java.util.Map;

/**
 * A policy as read from {@code plan.json}.
 *
 * @param entrypoints by path
 * @param functions how many rules and functions it has
 */
record Plan(Map<String, Function> entrypoints, int functions) {
  /** Under which key the result set of an entry point holds its value. */
  static final StringValue RESULT = StringValue.of("result");

  Plan {
    entrypoints = Map.copyOf(entrypoints);
  }

  Function entrypoint(String path) {
    Function function = entrypoints.get(path);
    if (function == null) {
      throw new RegoException(
          RegoException.Kind.MODULE, "the policy has no entry point `" + path + "`");
    }
    return function;
  }

  /** What an evaluation ends with that overflows the thread's stack. */
  static RegoException tooDeep() {
    return new RegoException(
        RegoException.Kind.STACK, "the policy makes values that are nested too deeply");
  }
}
