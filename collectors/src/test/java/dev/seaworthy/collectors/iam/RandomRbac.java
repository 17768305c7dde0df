package dev.seaworthy.collectors.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** RBAC objects and requests drawn from a seed, such that many requests meet a rule. */
final class RandomRbac {
  static final List<String> NAMESPACES = List.of("quay", "dock");
  private static final int ROLES = 24;
  private static final List<String> USERS = List.of("anna", "ben", "system:serviceaccount:quay:a");
  private static final List<String> GROUPS =
      List.of(
          "ops",
          "audit",
          "system:authenticated",
          "system:unauthenticated",
          "system:serviceaccounts",
          "system:serviceaccounts:quay");
  private static final List<String> VERBS =
      List.of("get", "list", "create", "patch", "delete", "bind", "impersonate", "*");
  private static final List<String> API_GROUPS =
      List.of("", "apps", "rbac.authorization.k8s.io", "*");
  private static final List<String> RESOURCES =
      List.of(
          "pods",
          "pods/log",
          "pods/*",
          "deployments",
          "deployments/scale",
          "secrets",
          "*/scale",
          "*/log",
          "*/*",
          "*");
  private static final List<String> NAMES = List.of("db", "web", "*");
  private static final List<String> URLS =
      List.of("/metrics", "/metrics/*", "/metrics/slis", "/probe*", "/probe**", "/*/slis", "*");

  private final Random random;

  RandomRbac(long seed) {
    this.random = new Random(seed);
  }

  /** Roles of every kind and bindings of them, as one YAML file. */
  String manifests() {
    List<String> objects = new ArrayList<>();
    for (int i = 0; i < ROLES; i++) {
      objects.add(role("Role", "r" + i, one(NAMESPACES), "rules: [" + rules(false) + "]"));
      objects.add(clusterRole(i));
      objects.add(binding("RoleBinding", i, one(NAMESPACES)));
      objects.add(binding("ClusterRoleBinding", i, ""));
    }
    return String.join("---\n", objects);
  }

  RbacIdentity identity() {
    return switch (random.nextInt(8)) {
      case 0 -> RbacIdentity.user(one(USERS));
      case 1 -> RbacIdentity.group(one(GROUPS));
      case 2 -> RbacIdentity.serviceAccount(one(NAMESPACES), one(List.of("a", "b")));
      case 3 -> RbacIdentity.stated(one(USERS), List.of(one(GROUPS), one(GROUPS)));
      case 4 -> RbacIdentity.user("system:anonymous");
      case 5 -> RbacIdentity.stated(one(USERS), List.of());
      case 6 -> RbacIdentity.stated("", List.of(one(GROUPS)));
      default ->
          RbacIdentity.stated(
              "nobody", List.of(random.nextInt(8) == 0 ? RbacIdentity.MASTERS : "ops"));
    };
  }

  RbacRequest request() {
    if (random.nextInt(5) == 0) {
      String path = one(List.of("/metrics", "/metrics/slis", "/probe", "/probes/x", "/", "/api"));
      return new RbacRequest.Url(one(List.of("get", "post", "*")), path);
    }
    return new RbacRequest.Resource(
        one(VERBS),
        one(API_GROUPS),
        one(List.of("pods", "deployments", "secrets", "nodes", "*")),
        one(List.of("", "", "log", "scale", "*")),
        one(List.of("", "db", "web", "other")),
        one(List.of("quay", "dock", "", "elsewhere")));
  }

  /** One in three is aggregated; only those that nothing selects hold rules of their own. */
  private String clusterRole(int index) {
    String name = "c" + index;
    String label = one(List.of("a", "b", "c"));
    return switch (index % 6) {
      case 0 -> aggregated(name, "{}", "[{matchLabels: {berth: %s}}]", label, rules(true));
      case 1 ->
          aggregated(
              name,
              "{berth: %s}".formatted(one(List.of("a", "b", "c"))),
              "[{matchExpressions: [{key: berth, operator: Exists},"
                  + " {key: berth, operator: NotIn, values: [%s]}]}]",
              label,
              "");
      default ->
          RbacObjects.clusterRole(
              name,
              random.nextBoolean() ? "{}" : "{berth: %s}".formatted(label),
              "rules: [" + rules(true) + "]");
    };
  }

  private static String aggregated(
      String name, String labels, String selectors, String value, String rules) {
    return RbacObjects.clusterRole(
        name,
        labels,
        "aggregationRule: {clusterRoleSelectors: %s}\nrules: [%s]"
            .formatted(selectors.formatted(value), rules));
  }

  private static String role(String kind, String name, String namespace, String rest) {
    return "apiVersion: rbac.authorization.k8s.io/v1\nkind: %s\nmetadata: {name: %s, namespace: %s}\n%s\n"
        .formatted(kind, name, namespace, rest);
  }

  /** One in a few names a role that is not there. */
  private String binding(String kind, int index, String namespace) {
    boolean role = kind.equals("RoleBinding") && random.nextBoolean();
    return """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: %s
    metadata: {name: b%d%s}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: %s, name: %s}
    subjects: [%s]
    """
        .formatted(
            kind,
            index,
            namespace.isEmpty() ? "" : ", namespace: " + namespace,
            role ? "Role" : "ClusterRole",
            (role ? "r" : "c") + random.nextInt(ROLES + 2),
            some(2, () -> subject(namespace)));
  }

  private String subject(String namespace) {
    return switch (random.nextInt(3)) {
      case 0 -> "{kind: User, name: '%s'}".formatted(one(USERS));
      case 1 -> "{kind: Group, name: '%s'}".formatted(one(GROUPS));
      default ->
          namespace.isEmpty() || random.nextBoolean()
              ? "{kind: ServiceAccount, name: a, namespace: %s}".formatted(one(NAMESPACES))
              : "{kind: ServiceAccount, name: b}";
    };
  }

  private String rules(boolean urls) {
    return some(2, () -> urls && random.nextInt(4) == 0 ? urlRule() : rule());
  }

  private String rule() {
    String names = random.nextInt(4) == 0 ? "resourceNames: [%s], ".formatted(quoted(NAMES)) : "";
    return "{apiGroups: [%s], resources: [%s], %sverbs: [%s]}"
        .formatted(quoted(API_GROUPS), quoted(RESOURCES), names, quoted(VERBS));
  }

  private String urlRule() {
    return "{nonResourceURLs: [%s], verbs: [%s]}"
        .formatted(quoted(URLS), quoted(List.of("get", "post", "*")));
  }

  private String quoted(List<String> texts) {
    return some(2, () -> "'" + one(texts) + "'");
  }

  private String some(int most, Supplier<String> texts) {
    List<String> drawn = new ArrayList<>();
    for (int i = random.nextInt(most); i >= 0; i--) {
      drawn.add(texts.get());
    }
    return String.join(", ", drawn);
  }

  private String one(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
