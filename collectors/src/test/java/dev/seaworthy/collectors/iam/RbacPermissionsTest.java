package dev.seaworthy.collectors.iam;

import static dev.seaworthy.collectors.iam.RbacObjects.APP;
import static dev.seaworthy.collectors.iam.RbacObjects.POD_READER;
import static dev.seaworthy.collectors.iam.RbacObjects.aggregated;
import static dev.seaworthy.collectors.iam.RbacObjects.binding;
import static dev.seaworthy.collectors.iam.RbacObjects.contributor;
import static dev.seaworthy.collectors.iam.RbacObjects.role;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RbacPermissionsTest {
  private static final RbacIdentity ACCOUNT = RbacIdentity.serviceAccount("ns", "app");

  @TempDir Path temp;

  @ParameterizedTest(name = "{0} in `{2}`: {3}")
  @CsvSource({
    "RoleBinding, Role, ns, true",
    "RoleBinding, Role, other, false",
    "RoleBinding, Role, '', false",
    "RoleBinding, ClusterRole, ns, true",
    "RoleBinding, ClusterRole, '', false",
    "ClusterRoleBinding, ClusterRole, other, true",
    "ClusterRoleBinding, ClusterRole, '', true",
  })
  void aRoleBindingReachesItsOwnNamespaceOnly(
      String binding, String kind, String namespace, boolean allowed) {
    RbacPermissions permissions =
        read(role(kind, "r", "rules: [" + POD_READER + "]"), binding(binding, "b", kind, "r", APP));
    assertThat(permissions.allows(ACCOUNT, get("pods", namespace))).isEqualTo(allowed);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "system:serviceaccounts, true",
    "system:serviceaccounts:ns, true",
    "system:authenticated, true",
    "system:serviceaccounts:other, false",
    "system:unauthenticated, false",
  })
  void anAccountHoldsWhatItsGroupsHold(String group, boolean allowed) {
    RbacPermissions permissions =
        read(
            role("ClusterRole", "r", "rules: [" + POD_READER + "]"),
            binding(
                "ClusterRoleBinding",
                "b",
                "ClusterRole",
                "r",
                "{kind: Group, name: '%s'}".formatted(group)));
    assertThat(permissions.allows(ACCOUNT, get("pods", "ns"))).isEqualTo(allowed);
    assertThat(permissions.of(ACCOUNT)).hasSize(allowed ? 1 : 0);
  }

  @Test
  void mastersNeedNoRule() {
    RbacPermissions permissions = read(role("ClusterRole", "r", "rules: []"));
    RbacIdentity master = RbacIdentity.group(RbacIdentity.MASTERS);
    assertThat(permissions.allows(master, get("pods", ""))).isTrue();
    assertThat(permissions.allows(master, new RbacRequest.Url("post", "/x"))).isTrue();
    assertThat(permissions.allows(RbacIdentity.user("system:masters"), get("pods", ""))).isFalse();
  }

  @Test
  void aPermissionTellsItsBindingAndItsRule() {
    RbacPermissions permissions =
        read(
            aggregated("all", "{}", "{matchLabels: {team: a}}", "rules: []"),
            contributor("part", "{team: a}"),
            binding("ClusterRoleBinding", "b", "ClusterRole", "all", APP));
    RbacPermission only = permissions.of(ACCOUNT).get(0);
    assertThat(permissions.of(ACCOUNT)).hasSize(1);
    assertThat(only.binding()).hasToString("ClusterRoleBinding b");
    assertThat(only.boundAt()).hasToString("rbac.yaml:16:12");
    assertThat(only.role()).hasToString("ClusterRole all");
    assertThat(only.rule().role()).isEqualTo("part");
    assertThat(only.ruleAt().orElseThrow()).hasToString("rbac.yaml:10:9");
  }

  @Test
  void everyAccountIsListedAlsoWithoutABinding() {
    RbacPermissions permissions =
        read(
            "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: idle, namespace: ns}\n",
            role("Role", "r", "rules: [" + POD_READER + "]"),
            binding("RoleBinding", "b", "Role", "r", "{kind: User, name: anna}"));
    assertThat(permissions.identities())
        .extracting(RbacIdentity::toString)
        .containsExactly("serviceaccount:ns/idle", "user:anna");
  }

  @Test
  void aRoleThatIsNotThereIsSaidAndGivesNothing() {
    RbacPermissions permissions = read(binding("RoleBinding", "b", "Role", "gone", APP));
    assertThat(permissions.of(ACCOUNT)).isEmpty();
    assertThat(permissions.gaps())
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.problem().code()).isEqualTo("ROLE_MISSING");
              assertThat(gap.location()).hasToString("rbac.yaml:4:1");
            });
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Role | {apiGroups: [''], resources: [pods]}",
        "Role | {apiGroups: [''], verbs: [get]}",
        "Role | {resources: [pods], verbs: [get]}",
        "Role | {nonResourceURLs: [/x], verbs: [get]}",
        "ClusterRole | {nonResourceURLs: [/x], resources: [pods], verbs: [get]}",
        "ClusterRole | {nonResourceURLs: [/x], resourceNames: [a], verbs: [get]}",
      })
  void aRuleThatTheServerRefusesIsSaid(String kind, String rule) {
    RbacPermissions permissions =
        read(role(kind, "r", "rules: [" + POD_READER + ", " + rule + "]"));
    assertThat(permissions.gaps())
        .extracting(gap -> gap.problem().code())
        .isEqualTo(List.of("INVALID_RBAC"));
    assertThat(permissions.gaps().get(0).problem().message()).contains("`rules[1]`");
  }

  private static RbacRequest get(String resource, String namespace) {
    return new RbacRequest.Resource("get", "", resource, "", "x", namespace);
  }

  private RbacPermissions read(String... objects) {
    return RbacPermissions.of(
        new Input(temp).file("rbac.yaml", String.join("---\n", objects)).gather());
  }
}
