package dev.seaworthy.collectors.kubernetes;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds an object against the shape rules of its kind. */
final class Shape {
  /** A field that the API server would refuse. */
  record Fault(JsonPath path, Tree.Mark mark, String expected) {}

  private final List<Fault> faults = new ArrayList<>();

  private Shape() {}

  static List<Fault> faults(Tree.Mapping object) {
    Shape shape = new Shape();
    shape.check(ShapeRules.ANY, object, JsonPath.ROOT);
    if (shape.faults.isEmpty()) {
      shape.checkName(object);
      shape.checkKind(object);
    }
    return shape.faults;
  }

  private void checkName(Tree.Mapping object) {
    Tree.Mapping metadata = object.mapping("metadata").orElseThrow();
    String generated = metadata.text("generateName").orElse("");
    if (metadata.text("name").isEmpty() && generated.isEmpty()) {
      Tree.Mark mark = keyMark(object, "metadata");
      fault(JsonPath.of("metadata", "name"), mark, FieldType.NAME.words());
    }
  }

  private void checkKind(Tree.Mapping object) {
    String apiVersion = object.text("apiVersion").orElseThrow();
    String kind = object.text("kind").orElseThrow();
    String group = KubernetesObjects.group(apiVersion);
    if (!group.contains(".") || group.endsWith(".k8s.io")) {
      check(ShapeRules.of(kind), object, JsonPath.ROOT);
    }
    if (faults.isEmpty()) {
      KubernetesObjects.podPath(apiVersion, kind).ifPresent(path -> checkPod(object, path));
    }
  }

  private void checkPod(Tree.Mapping object, List<String> path) {
    Tree.Mapping at = object;
    JsonPath here = JsonPath.ROOT;
    for (String step : path) {
      Optional<Tree.Mapping> next = at.mapping(step);
      here = here.then(step);
      if (next.isEmpty()) {
        // A Rollout may borrow the template of a Deployment.
        if (!borrowsTemplate(object)) {
          Tree.Mark mark = at.entries().containsKey(step) ? keyMark(at, step) : at.mark();
          fault(here, mark, "a mapping");
        }
        return;
      }
      at = next.get();
    }
    check(ShapeRules.POD, at, here);
    if (faults.isEmpty() && at.items("containers").isEmpty()) {
      fault(here.then("containers"), keyMark(at, "containers"), "a list with a container");
    }
  }

  private static boolean borrowsTemplate(Tree.Mapping object) {
    return object.text("kind").filter("Rollout"::equals).isPresent()
        && object.mapping("spec").flatMap(spec -> spec.mapping("workloadRef")).isPresent();
  }

  private static Tree.Mark keyMark(Tree.Mapping mapping, String key) {
    Tree.Entry entry = mapping.entries().get(key);
    return entry == null ? mapping.mark() : entry.keyMark();
  }

  private void check(List<ShapeRule> rules, Tree.Mapping from, JsonPath path) {
    rules.forEach(rule -> walk(rule, 0, from, from.mark(), path));
  }

  /** Follows a rule's steps; a step that is itself of a wrong type is another rule's fault. */
  private void walk(ShapeRule rule, int step, Tree at, Tree.Mark mark, JsonPath path) {
    if (step == rule.steps().size()) {
      boolean absent = ShapeRule.isNull(at);
      boolean item = rule.steps().get(step - 1).equals(ShapeRule.ITEMS);
      if (absent ? rule.required() || item : !rule.type().holds(at)) {
        fault(path, mark, rule.type().words());
      }
    } else if (rule.steps().get(step).equals(ShapeRule.ITEMS)) {
      walkItems(rule, step, at, mark, path);
    } else if (at instanceof Tree.Mapping mapping) {
      walkKey(rule, step, mapping, mark, path);
    }
  }

  private void walkItems(ShapeRule rule, int step, Tree at, Tree.Mark mark, JsonPath path) {
    boolean last = step == rule.steps().size() - 1;
    if (at instanceof Tree.Sequence list) {
      for (int i = 0; i < list.items().size(); i++) {
        walk(rule, step + 1, list.items().get(i), list.items().get(i).mark(), path.then(i));
      }
    } else if (last && !ShapeRule.isNull(at)) {
      fault(path, mark, "a list");
    }
  }

  private void walkKey(
      ShapeRule rule, int step, Tree.Mapping mapping, Tree.Mark mark, JsonPath path) {
    String key = rule.steps().get(step);
    Tree.Entry entry = mapping.entries().get(key);
    boolean last = step == rule.steps().size() - 1;
    if (entry != null) {
      walk(rule, step + 1, entry.value(), entry.keyMark(), path.then(key));
    } else if (last && rule.required()) {
      fault(path.then(key), mark, rule.type().words());
    }
  }

  /** Two rules may find the same fault. */
  private void fault(JsonPath path, Tree.Mark mark, String expected) {
    if (faults.stream().noneMatch(known -> known.path().equals(path))) {
      faults.add(new Fault(path, mark, expected));
    }
  }
}
