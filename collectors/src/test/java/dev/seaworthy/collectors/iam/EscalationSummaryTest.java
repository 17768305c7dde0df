package dev.seaworthy.collectors.iam;

import static dev.seaworthy.collectors.iam.RbacObjects.APP;
import static dev.seaworthy.collectors.iam.RbacObjects.binding;
import static dev.seaworthy.collectors.iam.RbacObjects.role;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EscalationSummaryTest {
  private static final String EXEC =
      role("Role", "r", "rules: [{apiGroups: [''], resources: [pods/exec], verbs: [get]}]");
  private static final String BOSS =
      binding(
          "ClusterRoleBinding",
          "boss",
          "ClusterRole",
          "cluster-admin",
          "{kind: ServiceAccount, name: boss, namespace: ns}");

  @TempDir Path temp;

  @Test
  void aPathIsEvidenceOfWhomItsFirstGrantNames() {
    Snapshot snapshot = read(EXEC, binding("RoleBinding", "b", "Role", "r", APP), BOSS);
    JsonNode path =
        Input.attributes(Input.principal(snapshot, "ServiceAccount ns/app")).at("/escalations/0");
    assertThat(path.path("to").asText()).isEqualTo("cluster-admin");
    assertThat(path.path("techniques")).hasToString("[\"enter-pod\",\"administer\"]");
    assertThat(path.path("stages")).hasToString("[\"serviceaccount:ns/boss\",\"cluster-admin\"]");
    assertThat(path.path("assumed").asBoolean()).isTrue();
    assertThat(path.at("/origin/name").asText()).isEqualTo("r");
    assertThat(path.at("/via/name").asText()).isEqualTo("b");
    assertThat(path.path("path")).hasToString("[\"rules\",0]");
    assertThat(path.at("/source/line").asInt()).isEqualTo(4);
    assertThat(Input.attributes(Input.principal(snapshot, "ServiceAccount ns/boss"))).isEmpty();
  }

  @Test
  void whatAGroupBeginsIsEvidenceOfTheGroupAlone() {
    String both = "{kind: Group, name: 'system:serviceaccounts:ns'}";
    Snapshot snapshot =
        read(
            EXEC,
            binding("RoleBinding", "b", "Role", "r", both),
            role("ClusterRole", "q", "rules: [{apiGroups: [''], resources: [pods], verbs: [get]}]"),
            binding("RoleBinding", "c", "ClusterRole", "q", APP),
            BOSS);
    assertThat(
            Input.attributes(Input.principal(snapshot, "Group system:serviceaccounts:ns"))
                .has("escalations"))
        .isTrue();
    assertThat(
            Input.attributes(Input.principal(snapshot, "ServiceAccount ns/app")).has("escalations"))
        .isFalse();
  }

  @Test
  void aGrantOfABuiltInRolePointsAtTheRoleRef() {
    Snapshot snapshot = read(binding("RoleBinding", "b", "ClusterRole", "edit", APP), BOSS);
    JsonNode path =
        Input.attributes(Input.principal(snapshot, "ServiceAccount ns/app")).at("/escalations/0");
    assertThat(path.path("path")).hasToString("[\"roleRef\"]");
    assertThat(path.at("/source/file").asText()).isEqualTo("rbac.yaml");
  }

  private Snapshot read(String... objects) {
    return new Input(temp).file("rbac.yaml", String.join("---\n", objects)).gather();
  }
}
