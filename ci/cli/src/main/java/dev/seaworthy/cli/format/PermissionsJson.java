package dev.seaworthy.cli.format;

import dev.seaworthy.collectors.iam.DanglingBinding;
import dev.seaworthy.collectors.iam.RbacIdentity;
import dev.seaworthy.collectors.iam.RbacPermission;
import dev.seaworthy.collectors.iam.RbacPermissions;
import dev.seaworthy.collectors.iam.RbacRule;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Permissions of subjects as JSON; described in {@code docs/reference/iam.md}. */
public final class PermissionsJson {
  private PermissionsJson() {}

  public static CanonicalJson of(
      RbacPermissions permissions, List<RbacIdentity> subjects, List<Gap> gaps) {
    return CanonicalJson.of(
        Map.of(
            "subjects",
            subjects.stream().map(subject -> subject(permissions, subject)).toList(),
            "gaps",
            gaps.stream().map(Gap::toTree).toList()));
  }

  private static Map<String, Object> subject(RbacPermissions permissions, RbacIdentity subject) {
    return Map.of(
        "subject", subject.toString(),
        "groups", List.copyOf(subject.groups()),
        "bypassesRbac", subject.isMaster(),
        "permissions", permissions.of(subject).stream().map(PermissionsJson::permission).toList(),
        "dangling", permissions.dangling(subject).stream().map(PermissionsJson::dangling).toList());
  }

  private static Map<String, Object> dangling(DanglingBinding dangling) {
    return Map.of(
        "through", dangling.through().toTree(),
        "binding", placed(dangling.binding().toTree(), dangling.at()),
        "role", dangling.role().toTree());
  }

  static Map<String, Object> permission(RbacPermission permission) {
    RbacRule rule = permission.rule();
    Map<String, Object> tree = new TreeMap<>();
    tree.put("namespace", permission.namespace());
    tree.put("verbs", rule.verbs());
    tree.put("apiGroups", rule.apiGroups());
    tree.put("resources", rule.resources());
    tree.put("resourceNames", rule.names());
    tree.put("nonResourceURLs", rule.urls());
    tree.put("through", permission.through().toTree());
    tree.put("binding", placed(permission.binding().toTree(), permission.boundAt()));
    Map<String, Object> role = permission.role().toTree();
    permission.ruleAt().ifPresent(at -> placed(role, at));
    tree.put("role", role);
    if (!rule.role().equals(permission.role().name())) {
      tree.put("aggregatedFrom", rule.role());
    }
    return tree;
  }

  private static Map<String, Object> placed(Map<String, Object> tree, Location at) {
    tree.put("location", at.toTree());
    return tree;
  }
}
