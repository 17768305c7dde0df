package dev.seaworthy.collectors.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** As many paths as there could be must not be walked one by one. */
class EscalationsSizeTest {
  private static final int NAMESPACES = 25;
  private static final int ACCOUNTS = 500;
  private static final int BINDINGS = 2_000;
  private static final List<String> RULES =
      List.of(
          "{apiGroups: [''], resources: [pods], verbs: [create]}",
          "{apiGroups: [''], resources: [serviceaccounts], verbs: [impersonate]}",
          "{apiGroups: [''], resources: [pods/exec], verbs: [get]}",
          "{apiGroups: [''], resources: [secrets], verbs: [get, create]}");

  @TempDir Path temp;

  @Test
  @Timeout(120)
  void twoThousandBindingsOfFiveHundredAccountsEnd() {
    StringBuilder text = new StringBuilder("apiVersion: v1\nkind: List\nitems:\n");
    for (int i = 0; i < RULES.size(); i++) {
      text.append(
              "- {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: r")
          .append(i)
          .append("}, rules: [")
          .append(RULES.get(i))
          .append("]}\n");
    }
    for (int i = 0; i < BINDINGS; i++) {
      text.append(binding(i));
    }
    Escalations escalations =
        Escalations.of(new Input(temp).file("rbac.yaml", text.toString()).gather(), List.of());
    assertThat(escalations.gaps()).isEmpty();
    assertThat(escalations.permissions().identities())
        .hasSize(ACCOUNTS)
        .allMatch(subject -> reaches(escalations, subject));
  }

  /** The accounts of each name space have rights in four others, the first one's in them all. */
  private static String binding(int number) {
    int account = number % ACCOUNTS;
    int there = (account + 1 + number / ACCOUNTS) % NAMESPACES;
    boolean admin = number == 0;
    return """
    - {apiVersion: rbac.authorization.k8s.io/v1, kind: %s, metadata: {name: b%d%s}, roleRef: \
    {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %s}, subjects: \
    [{kind: ServiceAccount, name: a%d, namespace: n%d}]}
    """
        .formatted(
            admin ? "ClusterRoleBinding" : "RoleBinding",
            number,
            admin ? "" : ", namespace: n" + there,
            admin ? "cluster-admin" : "r" + number % RULES.size(),
            account,
            account % NAMESPACES);
  }

  private static boolean reaches(Escalations escalations, RbacIdentity subject) {
    return escalations.isAdministrator(subject)
        || escalations.paths(subject).stream()
            .anyMatch(path -> path.power() == EscalationPower.CLUSTER_ADMIN);
  }
}
