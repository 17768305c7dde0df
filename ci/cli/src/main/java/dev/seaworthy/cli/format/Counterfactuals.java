package dev.seaworthy.cli.format;

import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Explanation;
import java.util.Map;
import java.util.Optional;

/**
 * What would change the first finding of controls.
 *
 * @param found the explanation of that finding, by {@link #key}; none where it was not looked for
 */
public record Counterfactuals(Map<String, Explanation.Reason> found) {
  /** Of a verdict of which nothing was looked for. */
  public static final Counterfactuals NONE = new Counterfactuals(Map.of());

  public Counterfactuals {
    found = Map.copyOf(found);
  }

  /** Names a control among those of all bundles. */
  public static String key(ControlResult result) {
    return result.bundle() + "/" + result.control().id();
  }

  Optional<Explanation.Reason> of(ControlResult result) {
    return Optional.ofNullable(found.get(key(result)));
  }
}
