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
import org.junit.jupiter.params.provider.ValueSource;

class OdooExportTest {
  private static final String GROUPS =
      "{'id':'user'}, {'id':'lead','implied':['admin']}, {'id':'admin','implied':['user']},"
          + " {'id':'a','implied':['b']}, {'id':'b','implied':['a']}, {'id':'self','implied':['self']}";

  @TempDir Path temp;

  @ParameterizedTest(name = "{0} brings {1}")
  @CsvSource({
    "user, user",
    "lead, admin user lead",
    "a, a b",
    "b, a b",
    "self, self",
  })
  void impliedGroupsAreFollowedThroughStepsAndCircles(String direct, String effective) {
    Evidence anna = anna("'groups':['" + direct + "']");
    assertThat(Input.attributes(anna).path("groups"))
        .extracting(node -> node.asText())
        .containsExactlyInAnyOrder(effective.split(" "));
    assertThat(Input.attributes(anna).path("directGroups").get(0).asText()).isEqualTo(direct);
  }

  @Test
  void accessRowsOfEffectiveGroupsAreGrants() {
    Snapshot snapshot =
        export(
            GROUPS,
            row("sale", "'user'", true, true)
                + ","
                + row("conf", "'admin'", true, false)
                + ","
                + row("other", "'a'", true, true),
            user("'groups':['lead']"));
    Evidence anna = Input.principal(snapshot, "user anna");
    assertThat(Input.grants(anna))
        .containsExactlyInAnyOrder("allow read,write sale database", "allow read conf database");
    assertThat(Input.each(anna, "/via/name")).containsExactlyInAnyOrder("user", "admin");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"null", "''"})
  void aRowWithoutAGroupHoldsForEveryone(String group) {
    Snapshot snapshot = export(GROUPS, row("rate", group, true, true), user("'groups':[]"));
    assertThat(Input.gaps(snapshot)).isEmpty();
    Evidence anna = Input.principal(snapshot, "user anna");
    assertThat(Input.grants(anna)).containsExactly("allow read,write rate database");
    assertThat(Input.each(anna, "/via/name")).containsExactly("");
    assertThat(Input.each(anna, "/origin/kind")).containsExactly("access-row");
  }

  @Test
  void aRowThatAllowsNothingIsNoGrant() {
    Snapshot snapshot = export(GROUPS, row("x", "null", false, false), user("'groups':['user']"));
    assertThat(Input.grants(Input.principal(snapshot, "user anna"))).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'active':true,'interactiveLogin':false | {'active':true,'directGroups':[],'groups':[],'interactiveLogin':false}",
        "'type':'integration'                   | {'directGroups':[],'groups':[],'userType':'integration'}",
        "'expires':'2026-12-31'                 | {'directGroups':[],'expires':1798675200,'groups':[]}",
        "'expires':'2026-12-31T12:00:00+02:00'  | {'directGroups':[],'expires':1798711200,'groups':[]}",
        "'expires':null                         | {'directGroups':[],'groups':[]}",
      })
  void attributes(String fields, String attributes) {
    assertThat(Input.attributes(anna(fields))).hasToString(attributes.replace('\'', '"'));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'expires':'31.12.2026'    | INVALID_ODOO_EXPORT",
        "'expires':'2026-02-30'    | INVALID_ODOO_EXPORT",
        "'expires':1798675200      | INVALID_ODOO_EXPORT",
        "'active':'yes'            | INVALID_ODOO_EXPORT",
        "'interactiveLogin':1      | INVALID_ODOO_EXPORT",
        "'groups':'user'           | INVALID_ODOO_EXPORT",
        "'groups':[7]              | INVALID_ODOO_EXPORT",
        "'groups':['usr']          | UNKNOWN_GROUP",
      })
  void whatIsWrongWithAUserIsAGap(String fields, String code) {
    Snapshot snapshot = export(GROUPS, "", user(fields));
    assertThat(Input.gaps(snapshot)).singleElement().asString().startsWith(code + " odoo.json:4:");
    assertThat(snapshot.gaps().get(0).mayHide("iam/principal")).isTrue();
    assertThat(Input.subjects(snapshot)).containsExactly("user anna");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'id':'user','implied':['gone']} |                              | UNKNOWN_GROUP odoo.json:2:36",
        "{'name':'x'}                     |                              | INVALID_ODOO_EXPORT odoo.json:2:12",
        "{'id':'user'} | {'model':'m','group':'usr','read':true,'write':true,'create':true,'unlink':true} | UNKNOWN_GROUP odoo.json:3:25",
        "{'id':'user'} | {'model':'m','group':7,'read':true,'write':true,'create':true,'unlink':true} | INVALID_ODOO_EXPORT odoo.json:3:25",
        "{'id':'user'} | {'model':'m','group':'user','write':true,'create':true,'unlink':true} | INVALID_ODOO_EXPORT odoo.json:3:12",
      })
  void whatIsWrongWithGroupsAndRowsIsAGap(String groups, String rows, String gap) {
    assertThat(Input.gaps(export(groups, rows == null ? "" : rows, ""))).containsExactly(gap);
  }

  @Test
  void anUnknownGroupIsToldOnceWithTheNearestName() {
    Snapshot snapshot =
        export(GROUPS, row("a", "'usr'", true, true) + "," + row("b", "'usr'", true, true), "");
    assertThat(snapshot.gaps().stream().map(gap -> gap.problem().message()))
        .contains("the group `usr` is not among the export's groups, did you mean `user`?");
    assertThat(Input.gaps(snapshot)).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'kind':'OdooAccessExport','version':2}                           | UNSUPPORTED_VERSION",
        "{'kind':'OdooAccessExport'}                                       | UNSUPPORTED_VERSION",
        "{'kind':'OdooAccessExport','version':'1'}                         | UNSUPPORTED_VERSION",
        "{'kind':'OdooAccessExport','version':1,'groups':[],'access':[]}   | INVALID_ODOO_EXPORT",
        "{'kind':'OdooAccessExport','version':1,'groups':[],'access':[],'users':[{}]} | INVALID_ODOO_EXPORT",
      })
  void anExportOfAnotherShapeIsAGap(String export, String code) {
    assertThat(Input.gaps(read(export))).singleElement().asString().startsWith(code);
  }

  @Test
  void aUserThatStandsTwiceIsAGap() {
    assertThat(
            Input.gaps(export(GROUPS, "", user("'active':true") + ",\n" + user("'active':false"))))
        .containsExactly("DUPLICATE_PRINCIPAL odoo.json:5:1");
  }

  @Test
  void findingsPointAtTheUserAndAtTheRow() {
    Evidence anna =
        Input.principal(
            export(GROUPS, row("m", "null", true, true), user("'active':true")), "user anna");
    assertThat(anna.locations().locate(JsonPath.ROOT)).hasToString("odoo.json:4:11");
    assertThat(anna.locations().locate(JsonPath.of("access", 0))).hasToString("odoo.json:3:12");
    assertThat(Input.each(anna, "/source/line")).containsExactly("3");
  }

  private Evidence anna(String fields) {
    return Input.principal(export(GROUPS, "", user(fields)), "user anna");
  }

  private Snapshot export(String groups, String rows, String users) {
    return read(
        """
        {'kind':'OdooAccessExport','version':1,'series':'18.0',
        'groups': [%s],
        'access': [%s],
        'users': [%s]}
        """
            .formatted(groups, rows, users));
  }

  private Snapshot read(String text) {
    return new Input(temp).file("odoo.json", text.replace('\'', '"')).gather();
  }

  private static String user(String fields) {
    return "{'login':'anna'," + fields + "}";
  }

  private static String row(String model, String group, boolean read, boolean write) {
    return "{'model':'%s','group':%s,'read':%s,'write':%s,'create':false,'unlink':false}"
        .formatted(model, group, read, write);
  }
}
