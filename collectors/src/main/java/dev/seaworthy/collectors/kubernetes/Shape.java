package dev.seaworthy.collectors.kubernetes;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Holds an object against the shape rules of its kind. */
final class Shape {
  private static final String KNATIVE = "serving.knative.dev";

  /** A field that the API server would refuse. */
  record Fault(JsonPath path, Tree.Mark mark, String expected) {
    /** Whether it lies on the way to the containers of a pod spec. */
    boolean isOn(List<String> podPath) {
      List<String> way = new ArrayList<>(podPath);
      way.add("containers");
      List<Object> steps = path.steps();
      return steps.size() <= way.size()
          && IntStream.range(0, steps.size()).allMatch(i -> leads(way.get(i), steps.get(i)));
    }

    private static boolean leads(String step, Object taken) {
      return step.equals(PodPath.EACH_ITEM)
          ? taken instanceof Integer
          : step.equals(taken) || step.equals(PodPath.EACH_VALUE);
    }
  }

  private final List<Fault> faults = new ArrayList<>();

  /** The path of the value under check; becomes a {@link JsonPath} only where there is a fault. */
  private final List<Object> here = new ArrayList<>();

  private final PodPaths podPaths;

  private Shape(PodPaths podPaths) {
    this.podPaths = podPaths;
  }

  static List<Fault> faults(Tree.Mapping object, PodPaths podPaths) {
    Shape shape = new Shape(podPaths);
    shape.tell(ShapeRules.ANY, object, object.mark());
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
      here.addAll(List.of("metadata", "name"));
      fault(mark, FieldType.NAME.words());
      here.clear();
    }
  }

  private void checkKind(Tree.Mapping object) {
    String apiVersion = object.text("apiVersion").orElseThrow();
    String kind = object.text("kind").orElseThrow();
    String group = KubernetesObjects.group(apiVersion);
    if (!group.contains(".") || group.endsWith(".k8s.io")) {
      tell(ShapeRules.of(kind), object, object.mark());
    }
    if (faults.isEmpty()) {
      RuleTree rules = group.equals(KNATIVE) ? ShapeRules.KNATIVE_POD : ShapeRules.POD;
      podPaths.of(apiVersion, kind).ifPresent(path -> checkPods(object, path, rules));
    }
  }

  private void checkPods(Tree.Mapping object, List<String> path, RuleTree rules) {
    PodSpecs pods = PodSpecs.in(object, path);
    // A Rollout may borrow the template of a Deployment.
    if (!borrowsTemplate(object)) {
      faults.addAll(pods.lost());
    }
    pods.found().forEach(pod -> checkPod(pod, rules));
  }

  private void checkPod(PodSpecs.Found pod, RuleTree rules) {
    int before = faults.size();
    here.addAll(pod.path());
    tell(rules, pod.spec(), pod.spec().mark());
    if (faults.size() == before && pod.spec().items("containers").isEmpty()) {
      here.add("containers");
      fault(keyMark(pod.spec(), "containers"), "a list with a container");
    }
    here.clear();
  }

  private static boolean borrowsTemplate(Tree.Mapping object) {
    return object.text("kind").filter("Rollout"::equals).isPresent()
        && object.mapping("spec").flatMap(spec -> spec.mapping("workloadRef")).isPresent();
  }

  private static Tree.Mark keyMark(Tree.Mapping mapping, String key) {
    Tree.Entry entry = mapping.entries().get(key);
    return entry == null ? mapping.mark() : entry.keyMark();
  }

  private void tell(RuleTree rule, Tree at, Tree.Mark mark) {
    if (!rule.holds(at)) {
      check(rule, at, mark);
    }
  }

  /** Goes no further below a value of a wrong type. */
  private void check(RuleTree rule, Tree at, Tree.Mark mark) {
    if (rule.type() != null && !rule.type().holds(at)) {
      fault(mark, rule.type().words());
      return;
    }
    RuleTree items = rule.below().get(ShapeRule.ITEMS);
    if (items != null) {
      checkItems(items, at, mark);
    } else if (at instanceof Tree.Mapping mapping) {
      rule.below().forEach((key, inner) -> checkKey(inner, key, mapping, mark));
    }
  }

  private void checkItems(RuleTree rule, Tree at, Tree.Mark mark) {
    if (!(at instanceof Tree.Sequence list)) {
      fault(mark, FieldType.LIST.words());
      return;
    }
    for (int i = 0; i < list.items().size(); i++) {
      Tree item = list.items().get(i);
      here.add(i);
      check(rule, item, item.mark());
      leave();
    }
  }

  private void checkKey(RuleTree rule, String key, Tree.Mapping mapping, Tree.Mark mark) {
    Tree.Entry entry = mapping.entries().get(key);
    here.add(key);
    if (entry != null && !ShapeRule.isNull(entry.value())) {
      check(rule, entry.value(), entry.keyMark());
    } else if (rule.required() && rule.type() != null) {
      fault(entry == null ? mark : entry.keyMark(), rule.type().words());
    }
    leave();
  }

  private void leave() {
    here.remove(here.size() - 1);
  }

  private void fault(Tree.Mark mark, String expected) {
    faults.add(new Fault(new JsonPath(here), mark, expected));
  }
}
