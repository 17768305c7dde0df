package dev.seaworthy.collectors.iam;

import static dev.seaworthy.collectors.iam.RbacObjects.APP;
import static dev.seaworthy.collectors.iam.RbacObjects.binding;
import static dev.seaworthy.collectors.iam.RbacObjects.role;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Rights of the account {@code ns/app}, and where they lead, written for tests. */
final class EscalationCases {
  static final RbacIdentity ACCOUNT = RbacIdentity.serviceAccount("ns", "app");
  private static final String BOSS = "{kind: ServiceAccount, name: boss, namespace: ns}";
  static final String ADMIN =
      binding("ClusterRoleBinding", "boss", "ClusterRole", "cluster-admin", BOSS);
  static final String RESTRICTED =
      "apiVersion: v1\nkind: Namespace\nmetadata: {name: ns, labels:"
          + " {pod-security.kubernetes.io/enforce: %s}}\n";

  private EscalationCases() {}

  static String rules(String kind, String... rules) {
    return role(kind, "r", "rules: [" + String.join(", ", rules) + "]");
  }

  static String bound(String binding, String role) {
    return binding(binding, "b", role, "r", APP);
  }

  static String rule(String verb, String group, String resource, String name) {
    return "{apiGroups: ['%s'], resources: ['%s'], resourceNames: [%s], verbs: ['%s']}"
        .formatted(group, resource, name, verb);
  }

  static String techniques(Escalations escalations, EscalationPower power) {
    return only(escalations, power).stream()
        .map(hop -> hop.technique().id())
        .collect(Collectors.joining(" "));
  }

  static List<EscalationHop> only(Escalations escalations, EscalationPower power) {
    return escalations.paths(ACCOUNT).stream()
        .filter(path -> path.power() == power)
        .findFirst()
        .map(EscalationPath::hops)
        .orElse(List.of());
  }

  static Escalations read(Path temp, String... objects) {
    return Escalations.of(
        new Input(temp).file("rbac.yaml", String.join("---\n", objects)).gather(), List.of());
  }
}
