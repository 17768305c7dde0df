package dev.seaworthy.engine.gate;

import dev.seaworthy.engine.evidence.Problem;
import java.util.Map;

/**
 * Something in a store that does not count.
 *
 * @param name what the store keeps it under
 * @param problem why it does not count
 */
public record Discounted(String name, Problem problem) {
  /** The code of a verdict that a newer one of its stage replaced: nothing is wrong with it. */
  public static final String REPLACED = "REPLACED";

  public boolean isReplaced() {
    return problem.code().equals(REPLACED);
  }

  public Map<String, Object> toTree() {
    return Map.of(
        "name", name,
        "code", problem.code(),
        "message", problem.message(),
        "fix", problem.fix());
  }
}
