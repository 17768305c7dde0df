package dev.seaworthy.collectors.kubernetes;

import dev.seaworthy.collectors.document.Tree;
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
 * @param demanded keys below that must be present
 */
record RuleTree(
    @Nullable FieldType type,
    boolean required,
    Map<String, RuleTree> below,
    List<String> demanded) {
  RuleTree(@Nullable FieldType type, boolean required, Map<String, RuleTree> below) {
    this(
        type,
        required,
        Collections.unmodifiableMap(new LinkedHashMap<>(below)),
        below.entrySet().stream()
            .filter(one -> one.getValue().required() && one.getValue().type() != null)
            .map(Map.Entry::getKey)
            .toList());
  }

  /**
   * Whether a value breaks none of the rules: most values, and far cheaper than finding out where
   * one does.
   */
  boolean holds(Tree at) {
    if (type != null && !type.holds(at)) {
      return false;
    }
    if (below.isEmpty()) {
      return true;
    }
    RuleTree items = below.get(ShapeRule.ITEMS);
    if (items != null) {
      return at instanceof Tree.Sequence list && items.holdAll(list.items());
    }
    return !(at instanceof Tree.Mapping mapping) || holdsBelow(mapping.entries());
  }

  private boolean holdAll(List<Tree> all) {
    for (Tree one : all) {
      if (!holds(one)) {
        return false;
      }
    }
    return true;
  }

  private boolean holdsBelow(Map<String, Tree.Entry> entries) {
    for (String key : demanded) {
      Tree.Entry entry = entries.get(key);
      if (entry == null || ShapeRule.isNull(entry.value())) {
        return false;
      }
    }
    for (Map.Entry<String, Tree.Entry> one : entries.entrySet()) {
      RuleTree rule = below.get(one.getKey());
      Tree value = one.getValue().value();
      if (rule != null && !ShapeRule.isNull(value) && !rule.holds(value)) {
        return false;
      }
    }
    return true;
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
