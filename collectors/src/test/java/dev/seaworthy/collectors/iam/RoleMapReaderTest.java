package dev.seaworthy.collectors.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.JsonPath;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleMapReaderTest {
  private static final String HEAD = "apiVersion: seaworthy.dev/v1\nkind: RoleMap\nprincipals:\n";

  @TempDir Path temp;

  @Test
  void aRoleMapIsRead() {
    Snapshot snapshot =
        read(
            HEAD
                + "- {system: odoo, name: anna, category: support, groups: [g], expires: 2026-12-31}\n"
                + "- {system: odoo, name: bob, category: business, groups: []}\n");
    assertThat(snapshot.gaps()).isEmpty();
    Evidence map = Input.only("iam/role-map", snapshot);
    assertThat(map.subject()).hasToString("RoleMap map.yaml");
    assertThat(map.locations().locate(JsonPath.of("principals", 1))).hasToString("map.yaml:5:3");
    assertThat(map.content())
        .hasToString(
            "{\"principals\":[{\"category\":\"support\",\"expires\":1798675200,\"groups\":[\"g\"],\"name\":\"anna\",\"system\":\"odoo\"},"
                + "{\"category\":\"business\",\"groups\":[],\"name\":\"bob\",\"system\":\"odoo\"}]}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{system: odoo, name: a, category: busines, groups: []}  | INVALID_ROLE_MAP map.yaml:4:27 | did you mean `business`?",
        "{system: odo, name: a, category: admin, groups: []}     | INVALID_ROLE_MAP map.yaml:4:4  | did you mean `odoo`?",
        "{system: odoo, name: a, category: admin, grups: [], groups: []} | UNKNOWN_KEY map.yaml:4:44 | did you mean `groups`?",
        "{system: odoo, name: a, category: admin}                | INVALID_ROLE_MAP map.yaml:4:3  | `principals[0].groups` is not a list",
        "{system: odoo, name: a, category: admin, groups: g}     | INVALID_ROLE_MAP map.yaml:4:44 | is not a list",
        "{system: odoo, name: a, category: admin, groups: [1]}   | INVALID_ROLE_MAP map.yaml:4:53 | `principals[0].groups[0]`",
        "{system: odoo, name: a, groups: []}                     | INVALID_ROLE_MAP map.yaml:4:3  | `principals[0].category`",
        "{system: odoo, category: admin, groups: []}             | INVALID_ROLE_MAP map.yaml:4:3  | `principals[0].name`",
        "{system: odoo, name: a, category: admin, groups: [], expires: soon} | INVALID_ROLE_MAP map.yaml:4:56 | is not a day",
        "just a text                                             | INVALID_ROLE_MAP map.yaml:4:3  | is not a mapping",
      })
  void aSlipIsAGapWithItsPlace(String principal, String gap, String says) {
    Snapshot snapshot = read(HEAD + "- " + principal + "\n");
    assertThat(Input.gaps(snapshot)).containsExactly(gap);
    assertThat(snapshot.gaps().get(0).problem().message()).contains(says);
    assertThat(snapshot.gaps().get(0).affects()).containsExactly("iam/role-map");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{apiVersion: seaworthy.dev/v1, kind: RoleMap}                          | INVALID_ROLE_MAP",
        "{apiVersion: seaworthy.dev/v1, kind: RoleMap, principals: {}}          | INVALID_ROLE_MAP",
        "{apiVersion: seaworthy.dev/v2, kind: RoleMap, principals: []}          | INVALID_ROLE_MAP",
        "{kind: RoleMap, principals: []}                                        | INVALID_ROLE_MAP",
        "{apiVersion: seaworthy.dev/v1, kind: RoleMap, principals: [], users: []} | UNKNOWN_KEY",
      })
  void aMapOfAnotherShapeIsAGap(String map, String code) {
    assertThat(Input.gaps(read(map))).singleElement().asString().startsWith(code);
  }

  @Test
  void whoeverStandsTwiceIsAGap() {
    String line = "- {system: odoo, name: a, category: admin, groups: []}\n";
    assertThat(Input.gaps(read(HEAD + line + line)))
        .containsExactly("DUPLICATE_PRINCIPAL map.yaml:5:3");
  }

  @Test
  void otherDocumentsAreNotTakenForOurs() {
    Snapshot snapshot = read("{kind: RoleMap, apiVersion: example.com/v1, metadata: {name: x}}");
    assertThat(Input.gaps(snapshot)).isEmpty();
    assertThat(snapshot.evidence())
        .singleElement()
        .extracting(Evidence::kind)
        .isEqualTo("kubernetes/object");
  }

  private Snapshot read(String text) {
    return new Input(temp).file("map.yaml", text).gather();
  }
}
