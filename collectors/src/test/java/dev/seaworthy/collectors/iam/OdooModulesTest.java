package dev.seaworthy.collectors.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OdooModulesTest {
  private static final String GROUPS =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <odoo><data noupdate="1">
        <record id="group_user" model="res.groups">
          <field name="name">User</field>
        </record>
        <record id="group_lead" model="res.groups">
          <field name="implied_ids" eval="[(4, ref('group_user')), (4, ref('base.group_user'))]"/>
        </record>
        %s
      </data></odoo>
      """;

  private static final String OLD =
      """
      id,name,model_id:id,group_id:id,perm_read,perm_write,perm_create,perm_unlink
      a,a,model_dock_slot,group_user,1,1,0,0
      b,b,stock.model_stock_quant,group_lead,1,0,0,1
      c,c,base.model_res_partner,base.group_user,1,0,0,0
      d,d,model_dock_rate,,1,0,0,0
      """;

  private static final String NEW =
      """
      id,name,model_id,group_id/id,operation,domain
      a,a,dock.slot,group_user,ru,"[('owner', '=', user.id)]"
      b,b,dock.slot,group_lead,crud,
      c,c,dock.slot,,r,"[('company_id', 'in', company_ids + [False])]"
      """;

  @TempDir Path temp;

  @Test
  void groupsHoldWhatTheGroupsTheyImplyDo() {
    Snapshot snapshot = tree(GROUPS.formatted(""), "ir.model.access.csv", OLD);
    assertThat(Input.gaps(snapshot)).isEmpty();
    assertThat(Input.subjects(snapshot))
        .containsExactlyInAnyOrder(
            "group dock.group_user", "group dock.group_lead", "group base.group_user");
    assertThat(Input.grants(Input.principal(snapshot, "group dock.group_lead")))
        .containsExactlyInAnyOrder(
            "allow read dock.rate database",
            "allow read res.partner database",
            "allow read,write dock.slot database",
            "allow read,unlink stock.quant database");
  }

  @Test
  @Timeout(60)
  void nothingIsWorkedOutBeyondWhatGrantsMayBe() {
    StringBuilder records = new StringBuilder();
    for (int i = 0; i < 40_000; i++) {
      records.append(
          "<record id='g%d' model='res.groups'><field name='implied_ids' eval=\"ref('g%d')\"/></record>"
              .formatted(i, i + 1));
    }
    Snapshot snapshot = tree(GROUPS.formatted(records), "ir.model.access.csv", OLD);
    assertThat(Input.gaps(snapshot)).singleElement().asString().startsWith("TOO_MANY_GRANTS");
  }

  @Test
  void moreThanCanBeReadIsToldOnce() {
    String many = "<record id='g%d' model='res.groups'/>";
    StringBuilder records = new StringBuilder();
    for (int i = 0; i < 50_010; i++) {
      records.append(many.formatted(i));
    }
    Snapshot snapshot = tree(GROUPS.formatted(records), "ir.model.access.csv", OLD);
    assertThat(Input.gaps(snapshot))
        .singleElement()
        .asString()
        .isEqualTo("INVALID_MODULE_DATA dock/security/groups.xml:9:1");
  }

  @Test
  void recordRulesAreConditions() {
    String rule =
        "<record id='r' model='ir.rule'><field name='model_id' ref='model_dock_slot'/>"
            + "<field name='domain_force'>[('a','=',1)]</field>"
            + "<field name='perm_write' eval='False'/></record>";
    Snapshot snapshot = tree(GROUPS.formatted(rule), "ir.model.access.csv", OLD);
    assertThat(Input.grants(Input.principal(snapshot, "group dock.group_user")))
        .contains("allow read dock.slot database?", "allow write dock.slot database");
  }

  @Test
  void usersHoldWhatModulesGiveThem() {
    String users =
        """
        <record id="user_lead" model="res.users">
          <field name="login">lead@dock.example</field>
          <field name="groups_id" eval="[(4, ref('group_lead')), (3, ref('base.group_system'))]"/>
        </record>
        <record id="base.user_admin" model="res.users">
          <field name="group_ids" eval="[Command.link(ref('group_user')), Command.unlink(ref('group_lead'))]"/>
        </record>
        <record id="base.user_root" model="res.users"><field name="signature">x</field></record>
        <record id="group_night" model="res.groups">
          <field name="user_ids" eval="[Command.set([ref('base.user_admin')])]"/>
        </record>
        """;
    Snapshot snapshot = tree(GROUPS.formatted(users), "ir.model.access.csv", OLD);
    assertThat(Input.gaps(snapshot)).isEmpty();
    Evidence lead = Input.principal(snapshot, "user lead@dock.example");
    assertThat(lead.content().node().at("/attributes/groups").toString())
        .isEqualTo("[\"base.group_user\",\"dock.group_lead\",\"dock.group_user\"]");
    assertThat(Input.grants(lead)).contains("allow read,unlink stock.quant database");
    Evidence admin = Input.principal(snapshot, "user base.user_admin");
    assertThat(admin.content().node().at("/attributes/directGroups").toString())
        .isEqualTo("[\"dock.group_night\",\"dock.group_user\"]");
    assertThat(Input.subjects(snapshot)).doesNotContain("user base.user_root");
  }

  @Test
  void rowsOfTheNewFormAllowWithAGroupAndLimitWithoutOne() {
    Snapshot snapshot = tree(GROUPS.formatted(""), "ir.access.csv", NEW);
    assertThat(Input.gaps(snapshot)).isEmpty();
    Evidence lead = Input.principal(snapshot, "group dock.group_lead");
    assertThat(Input.grants(lead))
        .containsExactlyInAnyOrder(
            // Its own group, limited by the company alone for reading.
            "allow create,write,unlink dock.slot database",
            "allow read dock.slot database?",
            // And what the group that it implies gives: its own records.
            "allow read dock.slot database?",
            "allow write dock.slot database?");
  }

  @ParameterizedTest(name = "{0} is a gap in line {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "e,e,model_x                     | 5",
        "e,e,,base.group_user,1,1,1,1    | 5",
      })
  void aRowThatIsNotWholeIsAGapAndCostsNoOther(String row, int line) {
    String broken = OLD.replace("d,d,model_dock_rate,,1,0,0,0", row);
    Snapshot snapshot = tree(GROUPS.formatted(""), "ir.model.access.csv", broken);
    assertThat(Input.gaps(snapshot))
        .containsExactly("INVALID_MODULE_DATA dock/security/ir.model.access.csv:" + line + ":1");
    assertThat(Input.grants(Input.principal(snapshot, "group dock.group_user")))
        .containsExactly("allow read,write dock.slot database");
  }

  @Test
  void anOperationThatIsNoneIsAGap() {
    Snapshot snapshot = tree(GROUPS.formatted(""), "ir.access.csv", NEW.replace(",ru,", ",rx,"));
    assertThat(Input.gaps(snapshot))
        .containsExactly("INVALID_MODULE_DATA dock/security/ir.access.csv:2:1");
  }

  @Test
  void aTextThatIsTooLongIsAGapWhereItTellsOfRights() {
    String record = "<record id='x' model='%s'><field name='domain_force'>%s</field></record>";
    String text = "x".repeat(1_100_000);
    String view = GROUPS.formatted(record.formatted("ir.ui.view", text));
    assertThat(Input.gaps(tree(view, "ir.model.access.csv", OLD))).isEmpty();
    String rule = GROUPS.formatted(record.formatted("ir.rule", text));
    assertThat(Input.gaps(tree(rule, "ir.model.access.csv", OLD)))
        .singleElement()
        .asString()
        .startsWith("INVALID_MODULE_DATA dock/security/groups.xml:");
  }

  @Test
  void dataThatBreaksOffIsAGap() {
    Snapshot snapshot = tree(GROUPS.substring(0, 150), "ir.model.access.csv", OLD);
    assertThat(Input.gaps(snapshot))
        .singleElement()
        .asString()
        .startsWith("INVALID_MODULE_DATA dock/security/groups.xml:");
  }

  @Test
  void anExportInTheNewFormIsReadTheSame() {
    String export =
        """
        {"kind": "OdooAccessExport", "version": 1, "groups": [{"id": "user"}], "access": [
         {"model": "a", "group": "user", "operation": "crud", "domain": "[]"},
         {"model": "b", "group": "user", "operation": "r", "domain": "[('x', '=', 1)]"},
         {"model": "a", "group": null, "operation": "r", "domain": "[('company', '=', 1)]"}],
         "users": [{"login": "anna", "group_ids": ["user"]}]}
        """;
    Snapshot snapshot = new Input(temp).file("o.json", export).gather();
    assertThat(Input.gaps(snapshot)).isEmpty();
    assertThat(Input.grants(Input.principal(snapshot, "user anna")))
        .containsExactlyInAnyOrder(
            "allow create,write,unlink a database",
            "allow read a database?",
            "allow read b database?");
  }

  private Snapshot tree(String groups, String name, String access) {
    Input.made(temp.resolve("dock/security"));
    return new Input(temp)
        .file("dock/security/groups.xml", groups)
        .file("dock/security/" + name, access)
        .gather();
  }
}
