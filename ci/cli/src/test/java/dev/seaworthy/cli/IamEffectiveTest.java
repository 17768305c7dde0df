package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IamEffectiveTest {
  private static final String RBAC =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader, namespace: harbor}
      rules:
        - {apiGroups: ["", apps], resources: [pods], resourceNames: [web], verbs: [get, list]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: readers, namespace: harbor}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
      subjects:
        - {kind: ServiceAccount, name: app}
        - {kind: User, name: anna}
      """;

  @TempDir Path temp;

  @Test
  void theTableTellsWhatIsAllowedAndWhy() throws IOException {
    Path file = file(RBAC);
    Bench.Ran ran =
        new Bench().run("iam", "effective", file, "--subject", "serviceaccount:harbor/app");
    assertThat(ran.out())
        .isEqualTo(
            """
            serviceaccount:harbor/app
              groups: system:authenticated, system:serviceaccounts, system:serviceaccounts:harbor
              namespace harbor: get,list pods, pods.apps named web
                  RoleBinding harbor/readers (FILE:12:5) gives Role harbor/reader to \
            ServiceAccount harbor/app (FILE:5:5)

            subjects: 1
            """
                .replace("FILE", file.toString()));
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isEqualTo(ExitCode.PASS);
  }

  @Test
  void withoutASubjectEveryoneIsShown() throws IOException {
    assertThat(new Bench().run("iam", "effective", file(RBAC)).out())
        .contains("serviceaccount:harbor/app\n", "user:anna\n", "subjects: 2\n");
  }

  @Test
  void jsonTellsTheSame() throws IOException {
    JsonNode json =
        new ObjectMapper()
            .readTree(new Bench().run("iam", "effective", file(RBAC), "--format", "json").out());
    JsonNode permission = json.at("/subjects/1/permissions/0");
    assertThat(json.at("/subjects/1/subject").asText()).isEqualTo("user:anna");
    assertThat(permission.at("/namespace").asText()).isEqualTo("harbor");
    assertThat(permission.at("/verbs/1").asText()).isEqualTo("list");
    assertThat(permission.at("/resourceNames/0").asText()).isEqualTo("web");
    assertThat(permission.at("/binding/location/line").asInt()).isEqualTo(13);
    assertThat(permission.at("/role/location/line").asInt()).isEqualTo(5);
    assertThat(json.at("/gaps")).isEmpty();
  }

  @Test
  void aMissingRoleIsSaidAndUnknown() throws IOException {
    Path file = file(RBAC.replace("name: reader}", "name: gone}"));
    Bench.Ran ran = new Bench().run("iam", "effective", file, "--subject", "user:anna");
    assertThat(ran.err()).startsWith(file + ":10:1: warning: `Role harbor/gone` is bound");
    assertThat(ran.out()).contains("user:anna\n", "  nothing\n");
    assertThat(ran.code()).isEqualTo(ExitCode.UNKNOWN);
  }

  @Test
  void aBindingOfAMissingRoleIsShownBelowItsSubject() throws IOException {
    Path file = file(RBAC.replace("name: reader}", "name: gone}"));
    assertThat(new Bench().run("iam", "effective", file, "--subject", "user:anna").out())
        .contains(
            "  nothing yet: RoleBinding harbor/readers (%s:10:1) binds Role harbor/gone, which is not there, to User anna\n"
                .formatted(file));
    JsonNode json =
        new ObjectMapper()
            .readTree(new Bench().run("iam", "effective", file, "--format", "json").out());
    assertThat(json.at("/subjects/1/dangling/0/role/name").asText()).isEqualTo("gone");
    assertThat(json.at("/subjects/1/dangling/0/binding/location/line").asInt()).isEqualTo(10);
  }

  @Test
  void aFileThatIsNoYamlIsSaidAndUnknown() throws IOException {
    Bench.Ran ran = new Bench().run("iam", "effective", file("a: [\n"));
    assertThat(ran.err()).contains("rbac.yaml:");
    assertThat(ran.code()).isEqualTo(ExitCode.UNKNOWN);
  }

  @Test
  void mastersAreAllowedEverything() throws IOException {
    assertThat(
            new Bench()
                .run("iam", "effective", file(RBAC), "--subject", "group:system:masters")
                .out())
        .contains("  everything: system:masters are not asked for a rule\n");
  }

  @Test
  void aSubjectThatIsNoneIsBadUsage() throws IOException {
    Bench.Ran ran = new Bench().run("iam", "effective", file(RBAC), "--subject", "anna");
    assertThat(ran.err()).contains("--subject takes user:NAME, group:NAME");
    assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(temp.resolve("rbac.yaml"), text);
  }
}
