package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IamDiffTest {
  private static final String RBAC =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader, namespace: harbor}
      rules:
        - {apiGroups: [""], resources: [pods], verbs: [get, list]}
        - {apiGroups: [apps], resources: [deployments], verbs: [get]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: readers, namespace: harbor}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
      subjects: [{kind: User, name: anna}]
      """;

  private static final String CHANGED =
      RBAC.replace("[get, list]", "[get, delete]")
          .replace("name: reader}", "name: other}")
          .replace("name: reader,", "name: other,");

  @TempDir Path temp;

  @Test
  void exportsOfOtherSystemsAreCompared() throws IOException {
    String export =
        """
        {"kind": "OdooAccessExport", "version": 1, "groups": [{"id": "user"}], "access": [
         {"model": "stock", "group": "user", "read": true, "write": false, "create": false, "unlink": false}],
         "users": [{"login": "anna", "groups": ["user"]}]}
        """;
    Path a = Files.writeString(temp.resolve("a.json"), export);
    Path b =
        Files.writeString(
            temp.resolve("b.json"), export.replace("\"write\": false", "\"write\": true"));
    Bench.Ran ran = new Bench().run("iam", "diff", a, b);
    assertThat(ran.out())
        .isEqualTo(
            """
            odoo user anna
              + write stock
                  now: access-row stock through group user

            subjects that differ: 1; widened: 1, narrowed: 0, moved: 0
            """);
    assertThat(ran.code()).isEqualTo(ExitCode.FAIL);
    Bench.Ran json = new Bench().run("iam", "diff", a, b, "--format", "json");
    JsonNode principal = new ObjectMapper().readTree(json.out()).at("/principals/0");
    assertThat(principal.at("/subject/name").asText()).isEqualTo("anna");
    assertThat(principal.at("/widened/0/right").asText()).isEqualTo("write stock");
  }

  @Test
  void theTableTellsWhatWasAndWhatIs() throws IOException {
    Bench.Ran ran = diff(RBAC, CHANGED);
    assertThat(ran.out())
        .isEqualTo(
            """
            user:anna
              + namespace harbor: delete pods
                  now: RoleBinding harbor/readers gives Role harbor/other
              - namespace harbor: list pods
                  was: RoleBinding harbor/readers gives Role harbor/reader
              ~ namespace harbor: get pods
                  was: RoleBinding harbor/readers gives Role harbor/reader
                  now: RoleBinding harbor/readers gives Role harbor/other
              ~ namespace harbor: get deployments.apps
                  was: RoleBinding harbor/readers gives Role harbor/reader
                  now: RoleBinding harbor/readers gives Role harbor/other

            subjects that differ: 1; widened: 1, narrowed: 1, moved: 2
            """);
    assertThat(ran.code()).isEqualTo(ExitCode.FAIL);
  }

  @Test
  void jsonTellsTheSame() throws IOException {
    JsonNode anna =
        new ObjectMapper()
            .readTree(diff(RBAC, CHANGED, "--format", "json").out())
            .at("/subjects/0");
    assertThat(anna.at("/subject").asText()).isEqualTo("user:anna");
    assertThat(anna.at("/widened/0/verbs/0").asText()).isEqualTo("delete");
    assertThat(anna.at("/narrowed/0/verbs/0").asText()).isEqualTo("list");
    assertThat(anna.at("/moved")).hasSize(2);
    assertThat(anna.at("/moved/0/before/0/role/name").asText()).isEqualTo("reader");
    assertThat(anna.at("/moved/0/after/0/role/name").asText()).isEqualTo("other");
  }

  @Test
  void twoEqualStatesDoNotDiffer() throws IOException {
    Bench.Ran ran = diff(RBAC, "# moved down\n\n" + RBAC);
    assertThat(ran.out()).isEqualTo("subjects that differ: 0; widened: 0, narrowed: 0, moved: 0\n");
    assertThat(ran.code()).isEqualTo(ExitCode.PASS);
  }

  @Test
  void withoutADifferenceWhatCannotBeReadIsUnknown() throws IOException {
    String dangling = RBAC.replace("kind: Role, name: reader", "kind: Role, name: gone");
    Bench.Ran ran = diff(dangling, dangling);
    assertThat(ran.err()).contains("`Role harbor/gone` is bound");
    assertThat(ran.code()).isEqualTo(ExitCode.UNKNOWN);
  }

  private Bench.Ran diff(String before, String after, Object... options) throws IOException {
    Path a = Files.writeString(temp.resolve("a.yaml"), before);
    Path b = Files.writeString(temp.resolve("b.yaml"), after);
    Object[] arguments = new Object[4 + options.length];
    arguments[0] = "iam";
    arguments[1] = "diff";
    arguments[2] = a;
    arguments[3] = b;
    System.arraycopy(options, 0, arguments, 4, options.length);
    return new Bench().run(arguments);
  }
}
