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
import static dev.seaworthy.collectors.iam.RbacObjects.binding;
import static dev.seaworthy.collectors.iam.RbacObjects.role;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pods, and the labels that keep them off their node, make of a right to pods. */
class EscalationPodsTest {
  @TempDir Path temp;

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

  private Escalations read(String... objects) {
    return EscalationCases.read(temp, objects);
  }
}
