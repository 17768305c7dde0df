package dev.seaworthy.collectors.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fields that controls lean on, with the types that the API server asks of them. An object that
 * breaks one would be refused by the server, so it is not judged as if it were meant otherwise.
 */
final class ShapeRules {
  /** From the object's root. */
  static final RuleTree ANY =
      RuleTree.of(
          List.of(
              ShapeRule.of("apiVersion!", FieldType.NAME),
              ShapeRule.of("kind!", FieldType.NAME),
              ShapeRule.of("metadata!", FieldType.MAPPING),
              ShapeRule.of("metadata.name", FieldType.NAME),
              ShapeRule.of("metadata.generateName", FieldType.TEXT),
              ShapeRule.of("metadata.namespace", FieldType.TEXT),
              ShapeRule.of("metadata.labels", FieldType.TEXT_MAP),
              ShapeRule.of("metadata.annotations", FieldType.TEXT_MAP)));

  /** From the pod spec. */
  static final RuleTree POD = RuleTree.of(pod());

  /** The same in Knative, which names a container and its port where nobody else does. */
  static final RuleTree KNATIVE_POD = RuleTree.of(knativePod());

  private static final List<ShapeRule> CONTROLLER =
      concat(
          List.of(
              ShapeRule.of("spec!", FieldType.MAPPING),
              ShapeRule.of("spec.replicas", FieldType.INTEGER),
              ShapeRule.of("spec.minReadySeconds", FieldType.INTEGER),
              ShapeRule.of("spec.progressDeadlineSeconds", FieldType.INTEGER),
              ShapeRule.of("spec.template!", FieldType.MAPPING)),
          concat(metadata("spec.template"), selector("spec.selector")));

  private static final Map<String, List<ShapeRule>> BY_KIND =
      Map.ofEntries(
          Map.entry("Deployment", CONTROLLER),
          Map.entry("StatefulSet", CONTROLLER),
          Map.entry("DaemonSet", CONTROLLER),
          Map.entry("ReplicaSet", CONTROLLER),
          Map.entry("Job", CONTROLLER),
          Map.entry("CronJob", metadata("spec.jobTemplate.spec.template")),
          Map.entry("PodTemplate", metadata("template")),
          Map.entry(
              "ReplicationController",
              concat(metadata("spec.template"), List.of(text("spec.selector")))),
          Map.entry("Service", service()),
          Map.entry("NetworkPolicy", networkPolicy()),
          Map.entry("PodDisruptionBudget", disruptionBudget()),
          Map.entry("HorizontalPodAutoscaler", autoscaler()),
          Map.entry("ConfigMap", List.of(text("data"), text("binaryData"))),
          Map.entry("Secret", List.of(text("data"), text("stringData"))),
          Map.entry("Role", rules()),
          Map.entry("ClusterRole", rules()),
          Map.entry("RoleBinding", binding()),
          Map.entry("ClusterRoleBinding", binding()));

  private static final Map<String, RuleTree> TREES =
      BY_KIND.entrySet().stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  Map.Entry::getKey, kind -> RuleTree.of(kind.getValue())));

  private static final RuleTree NO_RULES = RuleTree.of(List.of());

  private ShapeRules() {}

  /** From the object's root, for one kind of object that Kubernetes itself defines. */
  static RuleTree of(String kind) {
    return TREES.getOrDefault(kind, NO_RULES);
  }

  private static List<ShapeRule> pod() {
    List<ShapeRule> rules = new ArrayList<>();
    rules.add(ShapeRule.of("containers!", FieldType.LIST));
    for (String flag :
        List.of(
            "hostNetwork",
            "hostPID",
            "hostIPC",
            "hostUsers",
            "automountServiceAccountToken",
            "shareProcessNamespace")) {
      rules.add(ShapeRule.of(flag, FieldType.TRUTH));
    }
    rules.add(ShapeRule.of("terminationGracePeriodSeconds", FieldType.INTEGER));
    rules.add(ShapeRule.of("serviceAccountName", FieldType.TEXT));
    rules.add(ShapeRule.of("priorityClassName", FieldType.TEXT));
    rules.add(ShapeRule.of("nodeSelector", FieldType.TEXT_MAP));
    rules.add(ShapeRule.of("affinity", FieldType.MAPPING));
    rules.add(ShapeRule.of("topologySpreadConstraints", FieldType.LIST));
    rules.add(ShapeRule.of("tolerations", FieldType.LIST));
    rules.add(ShapeRule.of("volumes[]", FieldType.MAPPING));
    rules.add(ShapeRule.of("volumes[].name!", FieldType.NAME));
    rules.add(ShapeRule.of("imagePullSecrets[]", FieldType.MAPPING));
    rules.addAll(SecurityShape.pod());
    List.of("containers", "initContainers", "ephemeralContainers")
        .forEach(list -> container(list + "[]", rules));
    return List.copyOf(rules);
  }

  private static List<ShapeRule> knativePod() {
    Set<List<String>> defaulted =
        Set.of(
            List.of("containers", ShapeRule.ITEMS, "name"),
            List.of("containers", ShapeRule.ITEMS, "ports", ShapeRule.ITEMS, "containerPort"));
    return pod().stream()
        .map(rule -> defaulted.contains(rule.steps()) ? rule.optional() : rule)
        .toList();
  }

  private static void container(String at, List<ShapeRule> rules) {
    rules.add(ShapeRule.of(at, FieldType.MAPPING));
    rules.add(ShapeRule.of(at + ".name!", FieldType.NAME));
    rules.add(ShapeRule.of(at + ".image!", FieldType.NAME));
    rules.add(ShapeRule.of(at + ".imagePullPolicy", FieldType.TEXT));
    rules.add(ShapeRule.of(at + ".command[]", FieldType.TEXT));
    rules.add(ShapeRule.of(at + ".args[]", FieldType.TEXT));
    rules.add(ShapeRule.of(at + ".env[]", FieldType.MAPPING));
    rules.add(ShapeRule.of(at + ".env[].name!", FieldType.NAME));
    rules.add(ShapeRule.of(at + ".env[].value", FieldType.TEXT));
    rules.add(ShapeRule.of(at + ".env[].valueFrom", FieldType.MAPPING));
    rules.add(ShapeRule.of(at + ".envFrom[]", FieldType.MAPPING));
    rules.add(ShapeRule.of(at + ".volumeMounts[]", FieldType.MAPPING));
    rules.add(ShapeRule.of(at + ".ports[]", FieldType.MAPPING));
    rules.add(ShapeRule.of(at + ".ports[].containerPort!", FieldType.INTEGER));
    rules.add(ShapeRule.of(at + ".ports[].hostPort", FieldType.INTEGER));
    rules.add(ShapeRule.of(at + ".ports[].name", FieldType.TEXT));
    rules.add(ShapeRule.of(at + ".ports[].protocol", FieldType.TEXT));
    rules.add(ShapeRule.of(at + ".resources", FieldType.MAPPING));
    rules.add(ShapeRule.of(at + ".resources.limits", FieldType.QUANTITIES));
    rules.add(ShapeRule.of(at + ".resources.requests", FieldType.QUANTITIES));
    rules.addAll(SecurityShape.container(at));
  }

  /** Of the pods that a template makes. */
  private static List<ShapeRule> metadata(String template) {
    return List.of(
        ShapeRule.of(template + ".metadata", FieldType.MAPPING),
        text(template + ".metadata.labels"),
        text(template + ".metadata.annotations"));
  }

  private static List<ShapeRule> service() {
    return List.of(
        text("spec.selector"),
        ShapeRule.of("spec.type", FieldType.TEXT),
        ShapeRule.of("spec.ports[]", FieldType.MAPPING),
        ShapeRule.of("spec.ports[].port!", FieldType.INTEGER),
        ShapeRule.of("spec.ports[].targetPort", FieldType.INTEGER_OR_TEXT));
  }

  private static List<ShapeRule> networkPolicy() {
    List<ShapeRule> rules = new ArrayList<>(selector("spec.podSelector"));
    rules.add(ShapeRule.of("spec.policyTypes[]", FieldType.TEXT));
    for (String[] side : new String[][] {{"ingress", "from"}, {"egress", "to"}}) {
      String rule = "spec." + side[0] + "[]";
      String peer = rule + "." + side[1] + "[]";
      rules.add(ShapeRule.of(rule, FieldType.MAPPING));
      rules.add(ShapeRule.of(peer, FieldType.MAPPING));
      rules.addAll(selector(peer + ".podSelector"));
      rules.addAll(selector(peer + ".namespaceSelector"));
      rules.add(ShapeRule.of(peer + ".ipBlock", FieldType.MAPPING));
      rules.add(ShapeRule.of(peer + ".ipBlock.cidr!", FieldType.NAME));
      rules.add(ShapeRule.of(peer + ".ipBlock.except[]", FieldType.TEXT));
      rules.add(ShapeRule.of(rule + ".ports[]", FieldType.MAPPING));
      rules.add(ShapeRule.of(rule + ".ports[].port", FieldType.INTEGER_OR_TEXT));
      rules.add(ShapeRule.of(rule + ".ports[].endPort", FieldType.INTEGER));
      rules.add(ShapeRule.of(rule + ".ports[].protocol", FieldType.TEXT));
    }
    return List.copyOf(rules);
  }

  private static List<ShapeRule> disruptionBudget() {
    return concat(
        selector("spec.selector"),
        List.of(
            ShapeRule.of("spec.minAvailable", FieldType.INTEGER_OR_TEXT),
            ShapeRule.of("spec.maxUnavailable", FieldType.INTEGER_OR_TEXT)));
  }

  private static List<ShapeRule> autoscaler() {
    return List.of(
        ShapeRule.of("spec.minReplicas", FieldType.INTEGER),
        ShapeRule.of("spec.maxReplicas", FieldType.INTEGER),
        ShapeRule.of("spec.scaleTargetRef", FieldType.MAPPING));
  }

  private static List<ShapeRule> rules() {
    List<ShapeRule> rules = new ArrayList<>(selector("aggregationRule.clusterRoleSelectors[]"));
    rules.add(ShapeRule.of("rules[]", FieldType.MAPPING));
    for (String list :
        List.of("verbs", "resources", "apiGroups", "resourceNames", "nonResourceURLs")) {
      rules.add(ShapeRule.of("rules[]." + list + "[]", FieldType.TEXT));
    }
    return List.copyOf(rules);
  }

  private static List<ShapeRule> binding() {
    return List.of(
        ShapeRule.of("roleRef!", FieldType.MAPPING),
        ShapeRule.of("roleRef.kind!", FieldType.NAME),
        ShapeRule.of("roleRef.name!", FieldType.NAME),
        ShapeRule.of("subjects[]", FieldType.MAPPING),
        ShapeRule.of("subjects[].kind!", FieldType.NAME),
        ShapeRule.of("subjects[].name!", FieldType.NAME),
        ShapeRule.of("subjects[].namespace", FieldType.TEXT));
  }

  private static List<ShapeRule> selector(String at) {
    String expression = at + ".matchExpressions[]";
    return List.of(
        ShapeRule.of(at, FieldType.MAPPING),
        ShapeRule.of(at + ".matchLabels", FieldType.TEXT_MAP),
        ShapeRule.of(expression, FieldType.MAPPING),
        ShapeRule.of(expression + ".key!", FieldType.NAME),
        ShapeRule.of(expression + ".operator!", FieldType.NAME),
        ShapeRule.of(expression + ".values[]", FieldType.TEXT));
  }

  private static ShapeRule text(String path) {
    return ShapeRule.of(path, FieldType.TEXT_MAP);
  }

  private static List<ShapeRule> concat(List<ShapeRule> first, List<ShapeRule> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
