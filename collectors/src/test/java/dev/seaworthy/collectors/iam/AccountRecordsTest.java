package dev.seaworthy.collectors.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Principals of servers that other collectors read. */
class AccountRecordsTest {
  private static final String DATABASE =
      """
      apiVersion: seaworthy.dev/v1
      kind: DatabaseServer
      environment: production
      at: 2026-11-24T09:00:00Z
      by: dba
      tool: seaworthy
      server: {version: "16", number: 160000, database: harbor, role: primary}
      settings: []
      access:
      - {line: 4, type: hostssl, databases: [harbor], users: [+writers], address: 10.0.0.0/8, method: scram-sha-256}
      - {line: 5, type: host, databases: [all], users: [all], address: 0.0.0.0/0, method: reject}
      owner: odoo
      roles:
      - {name: odoo, login: true, superuser: false, memberOf: [app]}
      - {name: app, login: false, superuser: false, memberOf: [writers]}
      - {name: writers, login: false, superuser: false, createDatabase: true, memberOf: [app]}
      replication: {seen: none}
      """;

  @TempDir Path temp;

  @Test
  void rolesOfADatabaseServerArePrincipals() {
    Snapshot snapshot = new Input(temp).file("db.yaml", DATABASE).gather();
    assertThat(Input.gaps(snapshot)).isEmpty();
    Evidence odoo = Input.principal(snapshot, "user harbor/odoo");
    assertThat(Input.grants(odoo))
        .containsExactly(
            "allow login server server",
            "allow own database harbor server",
            "allow member app server",
            "allow member writers server",
            "allow connect hostssl to harbor from 10.0.0.0/8 by scram-sha-256 server");
    assertThat(Input.grants(Input.principal(snapshot, "role harbor/writers")))
        .contains("allow createDatabase server server");
    assertThat(odoo.locations().locate(dev.seaworthy.engine.json.JsonPath.ROOT).line())
        .isEqualTo(14);
  }

  @Test
  void whatIsNeitherInheritedNorCanBeBecomeGivesNothing() {
    String member = "createDatabase: true, memberOf: [app]";
    assertThat(writers(member)).contains("allow member app server");
    assertThat(writers(member + ", notInherited: [app]")).contains("allow member app server");
    assertThat(writers(member + ", notSettable: [app]")).contains("allow member app server");
    String neither = member + ", notInherited: [app], notSettable: [app]";
    assertThat(writers(neither)).doesNotContain("allow member app server");
    assertThat(writers(neither + ", adminOf: [app]"))
        .contains("allow member app server", "allow admin app server");
  }

  private List<String> writers(String role) {
    String text = DATABASE.replace("createDatabase: true, memberOf: [app]", role);
    Snapshot snapshot = new Input(temp).file("db.yaml", text).gather();
    assertThat(Input.gaps(snapshot)).isEmpty();
    return Input.grants(Input.principal(snapshot, "role harbor/writers"));
  }

  @Test
  void rolesThatARecordLeavesOutAreAGap() {
    Snapshot snapshot = new Input(temp).file("db.yaml", DATABASE + "rolesLeftOut: 3\n").gather();
    assertThat(Input.gaps(snapshot)).containsExactly("ROLES_LEFT_OUT db.yaml:18:1");
  }

  @Test
  void selectorsOfACacheGiveRightsOfTheirOwn() {
    String answers =
        """
        # Server
        redis_version:7.2.4
        user odoo on nopass ~erp:* resetchannels -@all +get (%W~session:* resetchannels -@all +set +flushdb)
        """;
    Snapshot snapshot = new Input(temp).file("r.log", answers).gather();
    assertThat(Input.grants(Input.principal(snapshot, "user odoo")))
        .containsExactly(
            "allow flushdb server server",
            "allow keys ~erp:*,%W~session:* server",
            "allow come-without-password server server");
  }

  @Test
  void usersOfACacheArePrincipals() {
    String answers =
        """
        # Server
        redis_version:7.0.15
        user default off nopass resetchannels -@all
        user odoo on #cfa363a358f947ecf3e36946e1b0a32af16a58848e751dc663d86542be35745a ~erp:* resetchannels +flushall
        """;
    Snapshot snapshot = new Input(temp).file("r.log", answers).gather();
    assertThat(Input.grants(Input.principal(snapshot, "user odoo")))
        .containsExactly("allow flushall server server", "allow keys ~erp:* server");
    assertThat(
            Input.attributes(Input.principal(snapshot, "user default"))
                .path("active")
                .asBoolean(true))
        .isFalse();
    assertThat(Input.principal(snapshot, "user odoo").content().toString())
        .doesNotContain("cfa363");
  }
}
