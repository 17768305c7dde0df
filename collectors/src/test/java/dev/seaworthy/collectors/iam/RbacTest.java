package dev.seaworthy.collectors.iam;

import static dev.seaworthy.collectors.iam.RbacObjects.APP;
import static dev.seaworthy.collectors.iam.RbacObjects.POD_READER;
import static dev.seaworthy.collectors.iam.RbacObjects.binding;
import static dev.seaworthy.collectors.iam.RbacObjects.role;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.JsonPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RbacTest {
  @TempDir Path temp;

  @ParameterizedTest(name = "{0} bound by {1} reaches {2}")
  @CsvSource({
    "Role, RoleBinding, namespace:ns",
    "ClusterRole, RoleBinding, namespace:ns",
    "ClusterRole, ClusterRoleBinding, cluster",
  })
  void theBindingDecidesHowFarARoleReaches(String role, String binding, String scope) {
    Snapshot snapshot =
        read(role(role, "r", "rules: [" + POD_READER + "]"), binding(binding, "b", role, "r", APP));
    assertThat(Input.gaps(snapshot)).isEmpty();
    assertThat(Input.grants(Input.principal(snapshot, "ServiceAccount ns/app")))
        .containsExactly("allow get pods " + scope);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{kind: ServiceAccount, name: app, namespace: other}    | ServiceAccount other/app",
        "{kind: ServiceAccount, name: app}                      | ServiceAccount ns/app",
        "{kind: ServiceAccount, name: app, apiGroup: ''}        | ServiceAccount ns/app",
        "{kind: User, name: anna}                               | User anna",
        "{kind: User, name: anna, apiGroup: rbac.authorization.k8s.io} | User anna",
        "{kind: Group, name: ops}                               | Group ops",
        "{kind: User, name: 'system:serviceaccount:other:app'}  | ServiceAccount other/app",
        "{kind: User, name: 'system:serviceaccount:broken'}     | User system:serviceaccount:broken",
      })
  void subjects(String subject, String principal) {
    assertThat(Input.subjects(bound(subject))).containsExactly(principal);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{kind: Robot, name: r}                           | subjects[0].kind",
        "{kind: User, name: u, apiGroup: example.com}     | subjects[0].apiGroup",
        "{kind: ServiceAccount, name: a, apiGroup: rbac.authorization.k8s.io} | subjects[0].apiGroup",
      })
  void aBindingThatTheServerRefusesIsAGapAndBindsNobody(String subject, String path) {
    Snapshot snapshot = bound(subject);
    assertThat(Input.principals(snapshot)).isEmpty();
    assertThat(Input.gaps(snapshot))
        .singleElement()
        .asString()
        .startsWith("INVALID_RBAC rbac.yaml");
    assertThat(snapshot.gaps().get(0).problem().message()).contains("`" + path + "`");
    assertThat(snapshot.gaps().get(0).mayHide("iam/principal")).isTrue();
  }

  @Test
  void aClusterRoleBindingMustNameTheNamespaceOfAnAccount() {
    Snapshot snapshot =
        read(
            role("ClusterRole", "r", "rules: []"),
            binding(
                "ClusterRoleBinding", "b", "ClusterRole", "r", "{kind: ServiceAccount, name: a}"));
    assertThat(Input.gaps(snapshot)).singleElement().asString().startsWith("INVALID_RBAC");
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({"ClusterRoleBinding, Role", "RoleBinding, Deployment"})
  void aRoleRefOfTheWrongKindIsAGap(String binding, String kind) {
    assertThat(Input.gaps(read(binding(binding, "b", kind, "r", APP))))
        .singleElement()
        .asString()
        .startsWith("INVALID_RBAC");
  }

  @Test
  void aRoleThatIsNotThereDangles() {
    Evidence app =
        Input.principal(
            read(
                binding("RoleBinding", "b", "Role", "gone", APP),
                binding("RoleBinding", "c", "ClusterRole", "gone", APP),
                role("ClusterRole", "r", "rules: []")),
            "ServiceAccount ns/app");
    assertThat(Input.attributes(app).path("dangling"))
        .hasToString("[{\"role\":\"Role/gone\"},{\"role\":\"ClusterRole/gone\"}]");
    assertThat(Input.grants(app)).isEmpty();
  }

  @Test
  void aRoleOfAnotherNamespaceDoesNotCount() {
    String elsewhere =
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\n"
            + "metadata: {name: r, namespace: other}\nrules: ["
            + POD_READER
            + "]\n";
    Evidence app =
        Input.principal(
            read(elsewhere, binding("RoleBinding", "b", "Role", "r", APP)),
            "ServiceAccount ns/app");
    assertThat(Input.attributes(app).has("dangling")).isTrue();
  }

  @Test
  void clusterAdminIsKnownAndPointsAtTheRoleRef() {
    Evidence app =
        Input.principal(
            read(binding("ClusterRoleBinding", "b", "ClusterRole", "cluster-admin", APP)),
            "ServiceAccount ns/app");
    assertThat(Input.grants(app)).containsExactly("allow * * cluster", "allow *  cluster");
    assertThat(Input.each(app, "/apiGroups/0")).containsExactly("*", "");
    assertThat(Input.each(app, "/nonResourceUrls/0")).containsExactly("", "*");
    assertThat(Input.each(app, "/path/0")).containsOnly("roleRef");
    assertThat(Input.each(app, "/source/line")).containsOnly("4");
    assertThat(Input.attributes(app)).isEmpty();
  }

  @ParameterizedTest(name = "{0}: reads secrets {1}, writes roles {2}")
  @CsvSource({"view, false, false", "edit, true, false", "admin, true, true"})
  void wellKnownRolesHaveTheirRights(String role, boolean secrets, boolean roles) {
    Evidence app =
        Input.principal(
            read(binding("RoleBinding", "b", "ClusterRole", role, APP)), "ServiceAccount ns/app");
    String grants = String.join("\n", Input.grants(app));
    assertThat(grants.contains(" secrets") || grants.contains(",secrets")).isEqualTo(secrets);
    assertThat(grants.contains("rolebindings")).isEqualTo(roles);
    assertThat(grants).contains("pods/log").contains("namespace:ns");
    assertThat(Input.each(app, "/origin/name")).containsOnly(role);
  }

  @Test
  void aDeclaredRoleReplacesTheBuiltInOfItsName() {
    Snapshot snapshot =
        read(
            role("ClusterRole", "view", "rules: [" + POD_READER + "]"),
            binding("RoleBinding", "b", "ClusterRole", "view", APP));
    assertThat(Input.grants(Input.principal(snapshot, "ServiceAccount ns/app")))
        .containsExactly("allow get pods namespace:ns");
  }

  @Test
  void mastersBypassRbac() {
    Snapshot snapshot =
        read(
            role("ClusterRole", "r", "rules: []"),
            binding(
                "ClusterRoleBinding",
                "b",
                "ClusterRole",
                "r",
                "{kind: Group, name: 'system:masters'}, {kind: User, name: 'system:masters'}"));
    Evidence group = Input.principal(snapshot, "Group system:masters");
    Evidence user = Input.principal(snapshot, "User system:masters");
    assertThat(Input.attributes(group).path("bypassesRbac").asBoolean()).isTrue();
    assertThat(Input.attributes(user).has("bypassesRbac")).isFalse();
  }

  @Test
  void rolesOfTheClusterThatAreNotKnownAreAGap() {
    Snapshot snapshot =
        read(binding("ClusterRoleBinding", "b", "ClusterRole", "system:controller:x", APP));
    assertThat(Input.gaps(snapshot)).containsExactly("ROLE_NOT_IN_EVIDENCE rbac.yaml:4:1");
    Evidence app = Input.principal(snapshot, "ServiceAccount ns/app");
    assertThat(Input.attributes(app).has("dangling")).isFalse();
  }

  @Test
  void namesAndUrlsOfARuleAreKept() {
    String rules =
        "rules: [{apiGroups: [''], resources: [secrets], resourceNames: [db], verbs: [get]},"
            + " {nonResourceURLs: [/metrics], verbs: [get]}]";
    Evidence app =
        Input.principal(
            read(
                role("ClusterRole", "r", rules),
                binding("ClusterRoleBinding", "b", "ClusterRole", "r", APP)),
            "ServiceAccount ns/app");
    assertThat(Input.each(app, "/names/0")).containsExactly("db", "");
    assertThat(Input.each(app, "/nonResourceUrls/0")).containsExactly("", "/metrics");
  }

  @Test
  void aPrincipalIsShownWhereItsFirstBindingNamesItAndItsGrantsWhereTheirRulesStand() {
    new Input(temp)
        .file("roles.yaml", role("Role", "r", "rules:\n- " + POD_READER))
        .file("z.yaml", binding("RoleBinding", "a", "Role", "r", APP))
        .file("b.yaml", binding("RoleBinding", "b", "Role", "r", APP));
    Evidence app = Input.principal(new Input(temp).gather(), "ServiceAccount ns/app");
    assertThat(app.locations().locate(JsonPath.ROOT)).hasToString("z.yaml:5:12");
    assertThat(app.source().file()).isEqualTo("z.yaml");
    assertThat(Input.each(app, "/source/file")).containsExactly("roles.yaml", "roles.yaml");
    assertThat(Input.each(app, "/source/line")).containsExactly("5", "5");
    assertThat(Input.each(app, "/via/name")).containsExactly("a", "b");
  }

  @Test
  void objectsWithoutABindingMakeNoPrincipal() {
    Snapshot snapshot =
        read(
            role("Role", "r", "rules: []"),
            "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: app, namespace: ns}\n",
            binding("RoleBinding", "b", "Role", "r", ""));
    assertThat(Input.principals(snapshot)).isEmpty();
    assertThat(Input.gaps(snapshot)).isEmpty();
  }

  @Test
  void otherApiGroupsAreLeftAlone() {
    Snapshot snapshot =
        read(
            binding("RoleBinding", "b", "Role", "r", APP)
                .replace("rbac.authorization.k8s.io/v1", "authorization.openshift.io/v1"));
    assertThat(Input.principals(snapshot)).isEmpty();
  }

  @Test
  void rightsBeyondTheLimitAreRefusedAndToldOnce() {
    List<String> told = new ArrayList<>();
    GrantBudget budget = new GrantBudget(3);
    assertThat(budget.admits(3, problem -> told.add(problem.code()))).isTrue();
    assertThat(budget.admits(1, problem -> told.add(problem.code()))).isFalse();
    assertThat(budget.admits(1, problem -> told.add(problem.code()))).isFalse();
    assertThat(told).containsExactly("TOO_MANY_GRANTS");
  }

  private Snapshot bound(String subject) {
    return read(role("Role", "r", "rules: []"), binding("RoleBinding", "b", "Role", "r", subject));
  }

  private Snapshot read(String... objects) {
    return new Input(temp).file("rbac.yaml", String.join("---\n", objects)).gather();
  }
}
