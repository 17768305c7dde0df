package dev.seaworthy.admission.cel;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;

/**
 * Where kinds of objects keep their pods. Each place has policies of its own, so that the API
 * server can check the types of what they say.
 */
enum PodPlace {
  PODS("pods", ""),
  TEMPLATES("templates", ".spec.template"),
  CRON_JOBS("cronjobs", ".spec.jobTemplate.spec.template");

  private final String id;
  private final String template;

  PodPlace(String id, String template) {
    this.id = id;
    this.template = template;
  }

  /** As names of policies have it. */
  String id() {
    return id;
  }

  /**
   * The pod's spec, in CEL.
   *
   * @param root {@code object} or {@code oldObject}
   */
  String spec(String root) {
    return root + template + ".spec";
  }

  /** The pod's own annotations, which a workload's are not. */
  String annotations(String root) {
    return "(" + root + template + ".?metadata.?annotations.orValue({}))";
  }

  /** The {@code resourceRules} of a policy. */
  List<Map<String, Object>> rules() {
    return switch (this) {
      case PODS -> List.of(rule("", "pods", "pods/ephemeralcontainers"));
      case TEMPLATES ->
          List.of(
              rule("", "replicationcontrollers"),
              rule("apps", "daemonsets", "deployments", "replicasets", "statefulsets"),
              rule("batch", "jobs"));
      case CRON_JOBS -> List.of(rule("batch", "cronjobs"));
    };
  }

  private static Map<String, Object> rule(String group, String... resources) {
    return ImmutableMap.of(
        "apiGroups", List.of(group),
        "apiVersions", List.of("v1"),
        "operations", List.of("CREATE", "UPDATE"),
        "resources", List.of(resources));
  }
}
