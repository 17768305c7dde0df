package dev.seaworthy.collectors.iam;

import static dev.seaworthy.collectors.iam.RbacObjects.APP;
import static dev.seaworthy.collectors.iam.RbacObjects.aggregated;
import static dev.seaworthy.collectors.iam.RbacObjects.binding;
import static dev.seaworthy.collectors.iam.RbacObjects.role;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One right at a time, given to the account {@code ns/app}; {@code ns/boss} is cluster-admin. */
class EscalationsTest {
  private static final RbacIdentity ACCOUNT = RbacIdentity.serviceAccount("ns", "app");
  private static final String BOSS = "{kind: ServiceAccount, name: boss, namespace: ns}";
  private static final String ADMIN =
      binding("ClusterRoleBinding", "boss", "ClusterRole", "cluster-admin", BOSS);
  private static final String RESTRICTED =
      "apiVersion: v1\nkind: Namespace\nmetadata: {name: ns, labels:"
          + " {pod-security.kubernetes.io/enforce: %s}}\n";

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

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "privileged, privileged-pod",
    "baseline, ''",
    "restricted, ''",
    "whatever, ''",
  })
  void podSecurityLabelsKeepPodsOffTheNode(String level, String technique) {
    Escalations escalations =
        read(
            rules("Role", rule("create", "", "pods", "")),
            bound("RoleBinding", "Role"),
            RESTRICTED.formatted(level));
    assertThat(techniques(escalations, EscalationPower.NODES)).isEqualTo(technique);
  }

  @Test
  void aVolumeOfTheNodesFilesPassesPodSecurity() {
    Escalations escalations =
        read(
            rules("Role", rule("create", "", "pods", "")),
            bound("RoleBinding", "Role"),
            role(
                "ClusterRole", "v", "rules: [" + rule("create", "", "persistentvolumes", "") + "]"),
            binding("ClusterRoleBinding", "v", "ClusterRole", "v", APP),
            RESTRICTED.formatted("restricted"));
    assertThat(techniques(escalations, EscalationPower.NODES)).isEqualTo("host-path-volume");
  }

  @Test
  void whoMayRelabelTheNamespaceIsNotKeptOff() {
    Escalations escalations =
        read(
            rules("Role", rule("create", "", "pods", ""), rule("patch", "", "namespaces", "ns")),
            bound("RoleBinding", "Role"),
            RESTRICTED.formatted("restricted"));
    assertThat(techniques(escalations, EscalationPower.NODES)).isEqualTo("relabel-namespace");
  }

  @Test
  void theLevelOfANamespaceThatIsNotThereIsAssumed() {
    Escalations escalations =
        read(rules("Role", rule("create", "", "pods", "")), bound("RoleBinding", "Role"));
    assertThat(only(escalations, EscalationPower.NODES).get(0).assumption())
        .startsWith("Namespace `ns` is not among the manifests");
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
  void podsOfAnotherNamespaceAreNotOnesOwn() {
    Escalations escalations =
        read(
            rules("Role", rule("create", "", "pods/exec", "")),
            bound("RoleBinding", "Role")
                .replace("subjects: [", "subjects: [{kind: User, name: anna}, ")
                .replace(
                    "namespace: ns}]",
                    "namespace: ns}, {kind: ServiceAccount, name: x, namespace: other}]"));
    RbacIdentity other = RbacIdentity.serviceAccount("other", "x");
    assertThat(escalations.paths(other))
        .extracting(EscalationPath::power)
        .containsExactly(EscalationPower.EXEC);
    assertThat(escalations.paths(ACCOUNT)).isEmpty();
    assertThat(escalations.paths(RbacIdentity.user("anna"))).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "serviceAccountName: boss                                       | true",
        "serviceAccount: boss                                           | true",
        "serviceAccountName: other                                      | false",
        "serviceAccountName: boss, automountServiceAccountToken: false  | false",
        "serviceAccountName: boss, automountServiceAccountToken: false, volumes: [{name: t,"
            + " projected: {sources: [{serviceAccountToken: {path: t}}]}}]  | true",
        "serviceAccountName: boss, automountServiceAccountToken: false, volumes: [{name: t,"
            + " projected: {sources: [{serviceAccountToken: {path: t, audience: vault}}]}}] |"
            + " false",
      })
  void onlyPodsThatHoldATokenGiveIt(String spec, boolean given) {
    Escalations escalations =
        read(
            rules("Role", rule("create", "", "pods/exec", "")),
            bound("RoleBinding", "Role"),
            ADMIN,
            "apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: ns}\n"
                + "spec: {%s, containers: [{name: c, image: i}]}\n".formatted(spec));
    assertThat(techniques(escalations, EscalationPower.CLUSTER_ADMIN))
        .isEqualTo(given ? "enter-pod administer" : "");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"web-7f-x, true", "web, false", "webserver-1, false"})
  void podsAreKnownByTheNameOfTheirController(String pod, boolean given) {
    Escalations escalations =
        read(
            rules("Role", rule("create", "", "pods/exec", pod)),
            bound("RoleBinding", "Role"),
            ADMIN,
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: ns}
            spec: {template: {spec: {serviceAccountName: boss, containers: [{name: c, image: i}]}}}
            """);
    assertThat(techniques(escalations, EscalationPower.CLUSTER_ADMIN))
        .isEqualTo(given ? "enter-pod administer" : "");
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

  private static String rules(String kind, String... rules) {
    return role(kind, "r", "rules: [" + String.join(", ", rules) + "]");
  }

  private static String bound(String binding, String role) {
    return binding(binding, "b", role, "r", APP);
  }

  private static String rule(String verb, String group, String resource, String name) {
    return "{apiGroups: ['%s'], resources: ['%s'], resourceNames: [%s], verbs: ['%s']}"
        .formatted(group, resource, name, verb);
  }

  private static String techniques(Escalations escalations, EscalationPower power) {
    return only(escalations, power).stream()
        .map(hop -> hop.technique().id())
        .collect(Collectors.joining(" "));
  }

  private static List<String> shown(Escalations escalations, EscalationPower power) {
    return only(escalations, power).stream()
        .map(hop -> hop.technique().id() + " " + hop.to().display())
        .toList();
  }

  private static List<EscalationHop> only(Escalations escalations, EscalationPower power) {
    return escalations.paths(ACCOUNT).stream()
        .filter(path -> path.power() == power)
        .findFirst()
        .map(EscalationPath::hops)
        .orElse(List.of());
  }

  private Escalations read(String... objects) {
    return Escalations.of(
        new Input(temp).file("rbac.yaml", String.join("---\n", objects)).gather(), List.of());
  }
}
