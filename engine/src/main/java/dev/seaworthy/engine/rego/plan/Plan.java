package dev.seaworthy.engine.rego.plan;

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
}
