package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IamEscalationsTest {
  private static final String RBAC =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: harbor, labels: {pod-security.kubernetes.io/enforce: restricted}}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: deployer, namespace: harbor}
      rules:
        - {apiGroups: [apps], resources: [deployments], verbs: [patch]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: deployers, namespace: harbor}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: deployer}
      subjects: [{kind: User, name: anna}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: operator}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
      subjects: [{kind: ServiceAccount, name: operator, namespace: harbor}]
      """;

  @TempDir Path temp;

  @Test
  void theTableTellsEachStepWithItsGrantAndItsReason() throws IOException {
    Path file = file(RBAC);
    Bench.Ran ran = new Bench().run("iam", "escalations", file);
    assertThat(ran.out())
        .isEqualTo(
            """
            user:anna reaches cluster-admin in 2 steps
              1. run-pod to serviceaccount:harbor/operator
                 may patch deployments.apps in namespace harbor
                   RoleBinding harbor/deployers (FILE:15:12) gives Role harbor/deployer to User \
            anna (FILE:9:5)
                 why: who writes a pod chooses the service account of its name space that it runs as
                   https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation
              2. administer to cluster-admin
                 may * *.* across the cluster
                   ClusterRoleBinding operator (FILE:21:12) gives ClusterRole cluster-admin to \
            ServiceAccount harbor/operator (built in)
                 why: every verb on every resource of the cluster is what cluster-admin allows
                   https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles

            administrator: serviceaccount:harbor/operator
            subjects: 2, administrators: 1, with a path: 1
            """
                .replace("FILE", file.toString()));
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isEqualTo(ExitCode.FAIL);
  }

  @Test
  void jsonTellsTheSame() throws IOException {
    JsonNode json = json(RBAC);
    JsonNode hop = json.at("/paths/0/hops/0");
    assertThat(json.at("/administrators/0").asText()).isEqualTo("serviceaccount:harbor/operator");
    assertThat(json.at("/paths/0/subject").asText()).isEqualTo("user:anna");
    assertThat(json.at("/paths/0/to").asText()).isEqualTo("cluster-admin");
    assertThat(hop.at("/technique").asText()).isEqualTo("run-pod");
    assertThat(hop.at("/from").asText()).isEqualTo("user:anna");
    assertThat(hop.at("/to").asText()).isEqualTo("serviceaccount:harbor/operator");
    assertThat(hop.at("/uses/0/request/resource").asText()).isEqualTo("deployments");
    assertThat(hop.at("/uses/0/binding/location/line").asInt()).isEqualTo(15);
    assertThat(hop.at("/uses/0/role/location/line").asInt()).isEqualTo(9);
    assertThat(hop.has("assumption")).isFalse();
    assertThat(json.at("/gaps")).isEmpty();
  }

  @Test
  void whatIsTakenForGivenIsSaid() throws IOException {
    JsonNode json = json(RBAC.substring(RBAC.indexOf("---") + 4));
    assertThat(json.at("/paths/1/to").asText()).isEqualTo("nodes");
    assertThat(json.at("/paths/1/hops/0/assumption").asText())
        .startsWith("Namespace `harbor` is not among the manifests");
  }

  @Test
  void withoutAPathNothingFails() throws IOException {
    Bench.Ran ran = new Bench().run("iam", "escalations", file(RBAC), "--to", "exec");
    assertThat(ran.out()).endsWith("subjects: 2, administrators: 1, with a path: 0\n");
    assertThat(ran.code()).isEqualTo(ExitCode.PASS);
  }

  @Test
  void whatCannotBeReadIsUnknown() throws IOException {
    Bench.Ran ran = new Bench().run("iam", "escalations", file("a: [\n"));
    assertThat(ran.err()).contains("rbac.yaml:");
    assertThat(ran.code()).isEqualTo(ExitCode.UNKNOWN);
  }

  @Test
  void aSubjectThatNoBindingNamesHasTheRightsOfItsGroups() throws IOException {
    Path file =
        file(
            RBAC.replace(
                "{kind: User, name: anna}", "{kind: Group, name: 'system:authenticated'}"));
    assertThat(new Bench().run("iam", "escalations", file, "--subject", "user:bob").out())
        .startsWith("user:bob reaches cluster-admin in 2 steps\n");
  }

  @Test
  void aPowerThatIsNoneIsBadUsage() throws IOException {
    Bench.Ran ran = new Bench().run("iam", "escalations", file(RBAC), "--to", "root");
    assertThat(ran.err()).contains("--to takes cluster-admin, nodes, secrets or exec, not `root`");
    assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION);
  }

  private JsonNode json(String text) throws IOException {
    return new ObjectMapper()
        .readTree(new Bench().run("iam", "escalations", file(text), "--format", "json").out());
  }

  private Path file(String text) throws IOException {
    return Files.writeString(temp.resolve("rbac.yaml"), text);
  }
}
