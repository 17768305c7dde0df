package dev.seaworthy.engine.rego.plan;

import dev.seaworthy.engine.rego.RegoException;
import java.util.Map;

/**
 * A policy as read from {@code plan.json}.
 *
 * @param entrypoints by path
 * @param functions how many rules and functions it has
 */
record Plan(Map<String, Function> entrypoints, int functions) {
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
}
