package dev.seaworthy.collectors.iam;

/** Manifests of RBAC objects, written for tests. */
final class RbacObjects {
  static final String POD_READER = "{apiGroups: [''], resources: [pods], verbs: [get]}";
  static final String APP = "{kind: ServiceAccount, name: app, namespace: ns}";

  private RbacObjects() {}

  static String everythingBut(String value) {
    return "{matchExpressions: [{key: k, operator: NotIn, values: [%s]}]}".formatted(value);
  }

  static String role(String kind, String name, String rest) {
    String metadata =
        kind.equals("Role") ? "{name: %s, namespace: ns}".formatted(name) : "{name: " + name + "}";
    return "apiVersion: rbac.authorization.k8s.io/v1\nkind: %s\nmetadata: %s\n%s\n"
        .formatted(kind, metadata, rest);
  }

  static String clusterRole(String name, String labels, String rest) {
    return "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: %s, labels: %s}\n%s\n"
        .formatted(name, labels, rest);
  }

  static String contributor(String name, String labels) {
    return clusterRole(
        name, labels, "rules: [{apiGroups: [''], resources: [%s], verbs: [get]}]".formatted(name));
  }

  static String aggregated(String name, String labels, String selectors, String rules) {
    return clusterRole(
        name,
        labels,
        "aggregationRule: {clusterRoleSelectors: [%s]}\n%s".formatted(selectors, rules));
  }

  static String binding(String kind, String name, String roleKind, String role, String subjects) {
    String metadata =
        kind.equals("RoleBinding")
            ? "{name: %s, namespace: ns}".formatted(name)
            : "{name: " + name + "}";
    return """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: %s
        metadata: %s
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: %s, name: %s}
        subjects: [%s]
        """
        .formatted(kind, metadata, roleKind, role, subjects);
  }
}
