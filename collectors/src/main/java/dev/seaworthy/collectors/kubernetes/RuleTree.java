package dev.seaworthy.collectors.kubernetes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shape rules joined where their paths are, so that an object is walked once for all of them.
 *
 * @param type what the value here must be; null where no rule says
 * @param required whether it must be present
 * @param below by key, {@link ShapeRule#ITEMS} for the items of a list
 */
record RuleTree(@Nullable FieldType type, boolean required, Map<String, RuleTree> below) {
  RuleTree {
    below = Collections.unmodifiableMap(new LinkedHashMap<>(below));
  }

  static RuleTree of(List<ShapeRule> rules) {
    return of(rules, 0);
  }

  private static RuleTree of(List<ShapeRule> rules, int depth) {
    FieldType type = null;
    boolean required = false;
    Map<String, List<ShapeRule>> longer = new LinkedHashMap<>();
    for (ShapeRule rule : rules) {
      if (rule.steps().size() == depth) {
        type = rule.type();
        required = rule.required();
      } else {
        longer.computeIfAbsent(rule.steps().get(depth), step -> new ArrayList<>()).add(rule);
      }
    }
    Map<String, RuleTree> below = new LinkedHashMap<>();
    longer.forEach((step, inner) -> below.put(step, of(inner, depth + 1)));
    return new RuleTree(type, required, below);
  }
}
