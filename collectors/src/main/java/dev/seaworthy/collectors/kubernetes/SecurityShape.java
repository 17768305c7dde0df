package dev.seaworthy.collectors.kubernetes;

import java.util.ArrayList;
import java.util.List;

/**
 * Shape rules of what the Pod Security Standards look at: a value of another type would hide from
 * their rules what is below it.
 */
final class SecurityShape {
  private SecurityShape() {}

  /** From the pod spec. */
  static List<ShapeRule> pod() {
    List<ShapeRule> rules = new ArrayList<>();
    rules.add(ShapeRule.of("os", FieldType.MAPPING));
    rules.add(ShapeRule.of("os.name", FieldType.TEXT));
    rules.add(ShapeRule.of("securityContext.sysctls[]", FieldType.MAPPING));
    rules.add(ShapeRule.of("securityContext.sysctls[].name!", FieldType.NAME));
    context("securityContext", rules);
    return List.copyOf(rules);
  }

  /** Of a container, from the pod spec on. */
  static List<ShapeRule> container(String at) {
    List<ShapeRule> rules = new ArrayList<>();
    String context = at + ".securityContext";
    rules.add(ShapeRule.of(context + ".privileged", FieldType.TRUTH));
    rules.add(ShapeRule.of(context + ".allowPrivilegeEscalation", FieldType.TRUTH));
    rules.add(ShapeRule.of(context + ".readOnlyRootFilesystem", FieldType.TRUTH));
    rules.add(ShapeRule.of(context + ".procMount", FieldType.TEXT));
    rules.add(ShapeRule.of(context + ".capabilities", FieldType.MAPPING));
    rules.add(ShapeRule.of(context + ".capabilities.add[]", FieldType.TEXT));
    rules.add(ShapeRule.of(context + ".capabilities.drop[]", FieldType.TEXT));
    context(context, rules);
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      handler(at + "." + probe, rules);
    }
    rules.add(ShapeRule.of(at + ".lifecycle", FieldType.MAPPING));
    handler(at + ".lifecycle.postStart", rules);
    handler(at + ".lifecycle.preStop", rules);
    return List.copyOf(rules);
  }

  /** What the security contexts of a pod and of a container have in common. */
  private static void context(String at, List<ShapeRule> rules) {
    rules.add(ShapeRule.of(at, FieldType.MAPPING));
    rules.add(ShapeRule.of(at + ".runAsNonRoot", FieldType.TRUTH));
    rules.add(ShapeRule.of(at + ".runAsUser", FieldType.INTEGER));
    rules.add(ShapeRule.of(at + ".runAsGroup", FieldType.INTEGER));
    for (String profile : List.of("seccompProfile", "appArmorProfile")) {
      rules.add(ShapeRule.of(at + "." + profile, FieldType.MAPPING));
      rules.add(ShapeRule.of(at + "." + profile + ".type", FieldType.TEXT));
    }
    rules.add(ShapeRule.of(at + ".seLinuxOptions", FieldType.MAPPING));
    for (String option : List.of("user", "role", "type", "level")) {
      rules.add(ShapeRule.of(at + ".seLinuxOptions." + option, FieldType.TEXT));
    }
    rules.add(ShapeRule.of(at + ".windowsOptions", FieldType.MAPPING));
    rules.add(ShapeRule.of(at + ".windowsOptions.hostProcess", FieldType.TRUTH));
  }

  private static void handler(String at, List<ShapeRule> rules) {
    rules.add(ShapeRule.of(at, FieldType.MAPPING));
    for (String way : List.of("httpGet", "tcpSocket")) {
      rules.add(ShapeRule.of(at + "." + way, FieldType.MAPPING));
      rules.add(ShapeRule.of(at + "." + way + ".host", FieldType.TEXT));
    }
  }
}
