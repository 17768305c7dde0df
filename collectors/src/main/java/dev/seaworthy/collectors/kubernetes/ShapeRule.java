package dev.seaworthy.collectors.kubernetes;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.List;

/**
 * What one field must be for the API server to take the object.
 *
 * @param steps keys from the start; {@code []} after a key goes through the items of its list
 * @param type what the field must be where it is present and not null
 * @param required whether it must be present
 */
record ShapeRule(List<String> steps, FieldType type, boolean required) {
  static final String ITEMS = "[]";

  ShapeRule {
    steps = List.copyOf(steps);
  }

  /** A rule from {@code containers[].name}; a {@code !} at the end makes the field required. */
  static ShapeRule of(String path, FieldType type) {
    boolean required = path.endsWith("!");
    String keys = required ? path.substring(0, path.length() - 1) : path;
    return new ShapeRule(
        List.of(keys.replace(ITEMS, "." + ITEMS).split("\\.", -1)), type, required);
  }

  /** The same where the field may be absent. */
  ShapeRule optional() {
    return new ShapeRule(steps, type, false);
  }

  static boolean isNull(Tree tree) {
    return tree instanceof Tree.Scalar scalar && scalar.value() == CanonicalJson.NULL;
  }
}
