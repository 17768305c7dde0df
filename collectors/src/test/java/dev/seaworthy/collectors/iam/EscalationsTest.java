package dev.seaworthy.collectors.iam;

import static dev.seaworthy.collectors.iam.EscalationCases.ACCOUNT;
import static dev.seaworthy.collectors.iam.EscalationCases.ADMIN;
import static dev.seaworthy.collectors.iam.EscalationCases.RESTRICTED;
import static dev.seaworthy.collectors.iam.EscalationCases.bound;
import static dev.seaworthy.collectors.iam.EscalationCases.only;
import static dev.seaworthy.collectors.iam.EscalationCases.rule;
import static dev.seaworthy.collectors.iam.EscalationCases.rules;
import static dev.seaworthy.collectors.iam.EscalationCases.techniques;
import static dev.seaworthy.collectors.iam.RbacObjects.APP;
import static dev.seaworthy.collectors.iam.RbacObjects.aggregated;
import static dev.seaworthy.collectors.iam.RbacObjects.binding;
import static dev.seaworthy.collectors.iam.RbacObjects.role;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One right at a time, given to the account {@code ns/app}; {@code ns/boss} is cluster-admin. */
class EscalationsTest {
  @TempDir Path temp;

  @ParameterizedTest(name = "{0} {2} of `{1}` named {3}: {4}")
  @CsvSource({
    "create, '', pods, '', run-pod",
    "update, '', pods, '', enter-pod",
    "create, apps, deployments, '', run-pod",
    "patch, apps, daemonsets, x, run-pod",
    "update, apps, statefulsets, '', run-pod",
    "create, apps, replicasets, '', run-pod",
    "create, '', replicationcontrollers, '', run-pod",
    "create, batch, jobs, '', run-pod",
    "patch, batch, jobs, '', ''",
    "patch, batch, cronjobs, '', run-pod",
    "create, apps, deployments, x, ''",
    "patch, apps, deployments/scale, '', ''",
    "create, '', deployments, '', ''",
    "get, '', pods/exec, '', enter-pod",
    "create, '', pods/exec, '', enter-pod",
    "create, '', pods/attach, '', enter-pod",
    "patch, '', pods/ephemeralcontainers, '', enter-pod",
    "create, '', pods/portforward, '', ''",
    "get, '', pods/log, '', ''",
    "create, '', serviceaccounts/token, '', request-token",
    "create, '', serviceaccounts/token, boss, request-token",
    "create, '', serviceaccounts/token, other, ''",
    "impersonate, '', serviceaccounts, '', impersonate",
    "impersonate, '', serviceaccounts, boss, impersonate",
    "impersonate, '', serviceaccounts, other, ''",
    "get, '', secrets, '', ''",
    "create, '', serviceaccounts, '', ''",
    "create, rbac.authorization.k8s.io, roles, '', ''",
    "create, rbac.authorization.k8s.io, rolebindings, '', ''",
    "bind, rbac.authorization.k8s.io, clusterroles, '', ''",
    "escalate, rbac.authorization.k8s.io, roles, '', ''",
  })
  void oneRightInANamespace(
      String verb, String group, String resource, String name, String technique) {
    Escalations escalations =
        read(rules("Role", rule(verb, group, resource, name)), bound("RoleBinding", "Role"), ADMIN);
    assertThat(techniques(escalations, EscalationPower.CLUSTER_ADMIN))
        .isEqualTo(technique.isEmpty() ? "" : technique + " administer");
  }

  @ParameterizedTest(name = "{0} {2} of `{1}` across the cluster: {3} by {4}")
  @CsvSource({
    "list, '', secrets, SECRETS, read-secrets",
    "create, '', pods/exec, EXEC, enter-any-pod",
    "get, '', nodes/proxy, NODES, reach-kubelet",
    "create, '', pods, SECRETS, mount-any-secret",
    "create, '', pods, NODES, privileged-pod",
    "patch, admissionregistration.k8s.io, mutatingwebhookconfigurations, CLUSTER_ADMIN,"
        + " rewrite-admission",
    "create, admissionregistration.k8s.io, validatingwebhookconfigurations, SECRETS,"
        + " watch-admission",
    "update, apiregistration.k8s.io, apiservices, CLUSTER_ADMIN, serve-api",
    "'*', '*', '*', CLUSTER_ADMIN, ''",
    "get, '', nodes, NODES, ''",
    "create, '', persistentvolumes, NODES, ''",
    "patch, '', nodes/status, NODES, ''",
    "impersonate, '', groups, CLUSTER_ADMIN, ''",
    "impersonate, authentication.k8s.io, userextras/scopes, CLUSTER_ADMIN, ''",
    "update, rbac.authorization.k8s.io, clusterroles, CLUSTER_ADMIN, ''",
    "create, rbac.authorization.k8s.io, clusterrolebindings, CLUSTER_ADMIN, ''",
    "create, certificates.k8s.io, certificatesigningrequests, CLUSTER_ADMIN, ''",
  })
  void oneRightAcrossTheCluster(
      String verb, String group, String resource, EscalationPower power, String technique) {
    assertThat(techniques(acrossCluster(rule(verb, group, resource, "")), power))
        .isEqualTo(technique);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "CLUSTER_ADMIN | issue-certificate | create,certificates.k8s.io,certificatesigningrequests"
            + " update,certificates.k8s.io,certificatesigningrequests/approval"
            + " approve,certificates.k8s.io,signers",
        "CLUSTER_ADMIN | impersonate | impersonate,,groups impersonate,,users",
        "CLUSTER_ADMIN | bind | bind,rbac.authorization.k8s.io,clusterroles"
            + " create,rbac.authorization.k8s.io,clusterrolebindings",
        "CLUSTER_ADMIN | escalate | escalate,rbac.authorization.k8s.io,clusterroles"
            + " patch,rbac.authorization.k8s.io,clusterroles",
      })
  void rightsThatLeadOnlyTogether(EscalationPower power, String technique, String rights) {
    String[] rules = rights.split(" ", -1);
    List<String> stated = new ArrayList<>();
    for (String right : rules) {
      String[] parts = right.split(",", -1);
      stated.add(rule(parts[0], parts[1], parts[2], ""));
    }
    assertThat(techniques(acrossCluster(stated.toArray(String[]::new)), power))
        .isEqualTo(technique);
    assertThat(
            techniques(
                acrossCluster(stated.subList(1, rules.length).toArray(String[]::new)), power))
        .isNotEqualTo(technique);
  }

  @Test
  void aNewTokenSecretNeedsReadingToo() {
    assertThat(
            techniques(
                read(
                    rules(
                        "Role", rule("create", "", "secrets", ""), rule("get", "", "secrets", "")),
                    bound("RoleBinding", "Role"),
                    ADMIN),
                EscalationPower.CLUSTER_ADMIN))
        .isEqualTo("create-token-secret administer");
  }

  @ParameterizedTest(name = "a reader of {0} finds it: {1}")
  @CsvSource({"'', true", "boss-token, true", "db, false"})
  void aTokenThatLiesInASecretIsFound(String name, boolean found) {
    Escalations escalations =
        read(
            rules("Role", rule("get", "", "secrets", name)),
            bound("RoleBinding", "Role"),
            ADMIN,
            "apiVersion: v1\nkind: Secret\ntype: kubernetes.io/service-account-token\nmetadata:"
                + " {name: boss-token, namespace: ns, annotations:"
                + " {kubernetes.io/service-account.name: boss}}\n");
    assertThat(techniques(escalations, EscalationPower.CLUSTER_ADMIN))
        .isEqualTo(found ? "read-token administer" : "");
  }

  @Test
  void rolesThatAreNamedMayBeBound() {
    Escalations escalations =
        read(
            rules(
                "Role",
                rule("bind", "rbac.authorization.k8s.io", "roles", "runner"),
                rule("create", "rbac.authorization.k8s.io", "rolebindings", "")),
            bound("RoleBinding", "Role"),
            role("Role", "runner", "rules: [" + rule("create", "batch", "jobs", "") + "]"),
            ADMIN);
    assertThat(shown(escalations, EscalationPower.CLUSTER_ADMIN))
        .containsExactly(
            "bind holder of Role ns/runner in namespace ns",
            "run-pod serviceaccount:ns/boss",
            "administer cluster-admin");
  }

  @ParameterizedTest(name = "with {0}: {1}")
  @CsvSource({"bind, bind", "get, ''"})
  void joiningABindingNeedsTheVerbBindForItsRole(String verb, String technique) {
    Escalations escalations =
        read(
            ADMIN,
            rules(
                "ClusterRole",
                rule("patch", "rbac.authorization.k8s.io", "clusterrolebindings", "boss"),
                rule(verb, "rbac.authorization.k8s.io", "clusterroles", "cluster-admin")),
            bound("ClusterRoleBinding", "ClusterRole"));
    assertThat(techniques(escalations, EscalationPower.CLUSTER_ADMIN)).isEqualTo(technique);
  }

  @Test
  void escalateInANamespaceGivesEverythingInIt() {
    Escalations escalations =
        read(
            rules(
                "Role",
                rule("escalate", "rbac.authorization.k8s.io", "roles", "r"),
                rule("update", "rbac.authorization.k8s.io", "roles", "r")),
            bound("RoleBinding", "Role"),
            ADMIN);
    assertThat(shown(escalations, EscalationPower.CLUSTER_ADMIN))
        .containsExactly(
            "escalate holder of ClusterRole cluster-admin in namespace ns",
            "impersonate serviceaccount:ns/boss",
            "administer cluster-admin");
  }

  @Test
  void anAggregatedRoleTakesANewClusterRoleIn() {
    Escalations escalations =
        read(
            aggregated("all", "{}", "{matchLabels: {to: all}}", "rules: []"),
            role(
                    "ClusterRole",
                    "r",
                    "rules: ["
                        + rule("escalate", "rbac.authorization.k8s.io", "clusterroles", "")
                        + ", "
                        + rule("create", "rbac.authorization.k8s.io", "clusterroles", "")
                        + "]")
                .replace("{name: r}", "{name: r, labels: {to: all}}"),
            binding("ClusterRoleBinding", "b", "ClusterRole", "all", APP));
    assertThat(techniques(escalations, EscalationPower.CLUSTER_ADMIN)).isEqualTo("escalate");
  }

  @Test
  void administratorsHaveNoPath() {
    Escalations escalations = read(ADMIN);
    RbacIdentity boss = RbacIdentity.serviceAccount("ns", "boss");
    RbacIdentity master = RbacIdentity.group("system:masters");
    assertThat(escalations.isAdministrator(boss)).isTrue();
    assertThat(escalations.isAdministrator(master)).isTrue();
    assertThat(escalations.paths(boss)).isEmpty();
    assertThat(escalations.isAdministrator(ACCOUNT)).isFalse();
  }

  @Test
  void theDefaultAccountOfANamespaceIsThereWithoutBeingDeclared() {
    Escalations escalations =
        read(
            rules("Role", rule("create", "", "pods", "")),
            bound("RoleBinding", "Role"),
            binding(
                "ClusterRoleBinding",
                "all",
                "ClusterRole",
                "cluster-admin",
                "{kind: Group, name: 'system:serviceaccounts:other'}"),
            rules("ClusterRole", rule("create", "", "serviceaccounts/token", "default")),
            bound("ClusterRoleBinding", "ClusterRole"));
    assertThat(shown(escalations, EscalationPower.CLUSTER_ADMIN))
        .containsExactly("request-token serviceaccount:other/default", "administer cluster-admin");
  }

  @Test
  void circlesEndAndTheShortestWayIsTold() {
    String pods = "rules: [" + rule("create", "", "pods", "") + "]";
    Escalations escalations =
        read(
            role("ClusterRole", "r", pods),
            RESTRICTED.formatted("baseline"),
            RESTRICTED.formatted("baseline").replace("name: ns", "name: two"),
            RESTRICTED.formatted("baseline").replace("name: ns", "name: three"),
            inNamespace("ns", "{kind: ServiceAccount, name: app, namespace: ns}"),
            inNamespace("two", "{kind: ServiceAccount, name: app, namespace: ns}"),
            inNamespace("ns", "{kind: ServiceAccount, name: b, namespace: two}"),
            inNamespace("three", "{kind: ServiceAccount, name: b, namespace: two}"),
            binding(
                "ClusterRoleBinding",
                "x",
                "ClusterRole",
                "cluster-admin",
                "{kind: ServiceAccount, name: c, namespace: three}"));
    assertThat(shown(escalations, EscalationPower.CLUSTER_ADMIN))
        .containsExactly(
            "run-pod serviceaccount:two/b",
            "run-pod serviceaccount:three/c",
            "administer cluster-admin");
  }

  @Test
  void aHopTellsItsBindingItsRuleAndItsRequest() {
    EscalationHop.Use use =
        only(
                read(
                    rules("Role", rule("create", "", "pods", "")),
                    bound("RoleBinding", "Role"),
                    ADMIN),
                EscalationPower.CLUSTER_ADMIN)
            .get(0)
            .uses()
            .get(0);
    assertThat(use.request())
        .isEqualTo(new RbacRequest.Resource("create", "", "pods", "", "", "ns"));
    assertThat(use.permission().orElseThrow().binding()).hasToString("RoleBinding ns/b");
    assertThat(use.permission().orElseThrow().ruleAt().orElseThrow()).hasToString("rbac.yaml:4:9");
  }

  private static String inNamespace(String namespace, String subject) {
    return binding("RoleBinding", "b" + subject.hashCode(), "ClusterRole", "r", subject)
        .replace(", namespace: ns}\nroleRef", ", namespace: " + namespace + "}\nroleRef");
  }

  private Escalations acrossCluster(String... rules) {
    return read(rules("ClusterRole", rules), bound("ClusterRoleBinding", "ClusterRole"));
  }

  private static List<String> shown(Escalations escalations, EscalationPower power) {
    return only(escalations, power).stream()
        .map(hop -> hop.technique().id() + " " + hop.to().display())
        .toList();
  }

  private Escalations read(String... objects) {
    return EscalationCases.read(temp, objects);
  }
}
