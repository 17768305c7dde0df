package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Asks a real Odoo, which {@code ci/components/odoo.sh} starts, and holds what it tells against its
 * own tables.
 */
class RecordOdooAccessLiveTest {
  private static final String URL = "SEAWORTHY_TEST_ODOO";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What groups of a user bring along, by Odoo's own tables. */
  private static final String MEMBERS =
      """
      SELECT u.login, d.module || '.' || d.name FROM res_groups_users_rel r
        JOIN res_users u ON u.id = r.uid JOIN ir_model_data d ON d.model = 'res.groups' AND d.res_id = r.gid
      """;

  /** A group's external identifier; the database of a new Odoo has one for each. */
  private static final String NAMED =
      "WITH named AS (SELECT res_id AS id, min(module || '.' || name) AS name FROM ir_model_data"
          + " WHERE model = 'res.groups' GROUP BY res_id) ";

  private static final String IMPLIED =
      NAMED
          + "SELECT g.name || '|' || h.name FROM res_groups_implied_rel r"
          + " JOIN named g ON g.id = r.gid JOIN named h ON h.id = r.hid";

  private static final String ACCESS =
      NAMED
          + "SELECT m.model || '|' || coalesce(n.name, '') || '|' || a.perm_read || '|' ||"
          + " a.perm_write || '|' || a.perm_create || '|' || a.perm_unlink FROM ir_model_access a"
          + " JOIN ir_model m ON m.id = a.model_id LEFT JOIN named n ON n.id = a.group_id"
          + " WHERE a.active";

  private static final String RULES =
      NAMED
          + "SELECT m.model || '|' || coalesce((SELECT string_agg(n.name, ',' ORDER BY n.name"
          + " COLLATE \"C\") FROM rule_group_rel g JOIN named n ON n.id = g.group_id WHERE"
          + " g.rule_group_id = r.id), '') || '|' || r.perm_read || '|' || r.perm_write || '|' ||"
          + " r.perm_create || '|' || r.perm_unlink || '|' || md5(coalesce(btrim(r.domain_force,"
          + " E' \\n\\t'), '')) FROM ir_rule r JOIN ir_model m ON m.id = r.model_id WHERE r.active";

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void isThere() {
    String absent = System.getenv("SEAWORTHY_TEST_ODOO_ABSENT");
    assumeTrue(
        System.getenv(URL) != null,
        absent == null ? "no $" + URL + ": run ci/components/odoo.sh" : absent);
  }

  @Test
  void whatIsToldIsWhatTheTablesHold() throws Exception {
    Bench.Ran ran = record("jsonrpc", "admin");
    assertThat(ran.code()).as(ran.err()).isZero();
    JsonNode told = JSON.readTree(ran.out());
    assertThat(told.path("series").asText()).isEqualTo("14.0");
    assertThat(told.path("users").size()).isEqualTo(count("res_users"));
    assertThat(told.path("groups").size()).isEqualTo(count("res_groups"));
    assertThat(told.path("access").size()).isEqualTo(count("ir_model_access WHERE active"));
    assertThat(told.path("rules").size()).isEqualTo(count("ir_rule WHERE active"));
    assertThat(told.has("unknown")).isFalse();
    assertThat(logins(told, "internal")).contains("admin");
    assertThat(logins(told, "public")).contains("public");
    assertThat(ran.out() + ran.err())
        .doesNotContain(String.valueOf(System.getenv("SEAWORTHY_TEST_ODOO_PASSWORD")));
  }

  @Test
  void groupsRowsAndRulesAreThoseOfTheTables() throws Exception {
    JsonNode told = JSON.readTree(record("jsonrpc", "admin").out());
    List<String> implied = new ArrayList<>();
    told.path("groups")
        .forEach(
            group ->
                group
                    .path("implied")
                    .forEach(other -> implied.add(text(group, "id") + "|" + other.asText())));
    assertThat(implied).isNotEmpty().containsExactlyInAnyOrderElementsOf(lines(IMPLIED));
    List<String> access = new ArrayList<>();
    for (JsonNode row : told.path("access")) {
      access.add(text(row, "model") + "|" + text(row, "group") + rights(row));
    }
    assertThat(access).isNotEmpty().containsExactlyInAnyOrderElementsOf(lines(ACCESS));
    List<String> rules = new ArrayList<>();
    for (JsonNode rule : told.path("rules")) {
      List<String> groups = rule.path("groups").valueStream().map(JsonNode::asText).toList();
      String named = String.join(",", groups);
      rules.add(text(rule, "model") + "|" + named + rights(rule) + "|" + md5(text(rule, "domain")));
    }
    assertThat(rules).isNotEmpty().containsExactlyInAnyOrderElementsOf(lines(RULES));
  }

  @Test
  void usersOfACompanyThatTheReaderIsNotInAreToldAsUnknown() throws Exception {
    String company =
        psql(
            "INSERT INTO res_company (name, partner_id, currency_id) SELECT 'Quay ' || now(),"
                + " partner_id, currency_id FROM res_company ORDER BY id LIMIT 1 RETURNING id");
    try {
      JsonNode told = JSON.readTree(record("jsonrpc", "admin").out());
      assertThat(told.path("unknown"))
          .hasToString("[\"users of 1 companies that the reader is not in\"]");
    } finally {
      psql("DELETE FROM res_company WHERE id = " + company.lines().findFirst().orElseThrow());
    }
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).asText("");
  }

  private static String rights(JsonNode row) {
    StringBuilder rights = new StringBuilder();
    for (String right : List.of("read", "write", "create", "unlink")) {
      rights.append('|').append(row.path(right).asBoolean());
    }
    return rights.toString();
  }

  private static String md5(String text) throws NoSuchAlgorithmException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
  }

  private static List<String> lines(String statement) throws IOException, InterruptedException {
    return psql(statement).lines().toList();
  }

  @Test
  void whatIsReadOfItIsWhatUsersAreMembersOf() throws Exception {
    Path file = folder.resolve("odoo-access.json");
    assertThat(record("jsonrpc", "admin", "-o", file.toString()).code()).isZero();
    Bench.Ran read = new Bench().run("collect", "--format", "json", file);
    assertThat(read.code()).as(read.err()).isZero();
    Set<String> members = new TreeSet<>();
    for (JsonNode one : JSON.readTree(read.out()).path("evidence")) {
      JsonNode content = one.path("content");
      for (JsonNode group : content.at("/attributes/groups")) {
        members.add(content.path("name").asText() + "|" + group.asText());
      }
    }
    Set<String> tables = new TreeSet<>(List.of(psql(MEMBERS).split("\n")));
    assertThat(members).containsExactlyElementsOf(tables);
  }

  @Test
  void bothProtocolsTellTheSame() throws Exception {
    Bench.Ran ran = record("xmlrpc", "admin");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).isEqualTo(record("jsonrpc", "admin").out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jsonrpc", "xmlrpc"})
  void whoIsNotLetInIsTold(String protocol) throws Exception {
    assertThat(record(protocol, "nobody").err()).contains("refuses user `nobody`");
    Bench.Ran ran = record(protocol, "admin", "--database", "other");
    assertThat(ran.err())
        .contains("does not have this database")
        .doesNotContain("Traceback", "psycopg2");
    assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jsonrpc", "xmlrpc"})
  void aReaderWithoutRightsIsTold(String protocol) throws Exception {
    String portal =
        psql(
            "UPDATE res_users SET active = true, password = (SELECT password FROM res_users WHERE"
                + " login = 'admin') WHERE login = 'portaltemplate' RETURNING login");
    assertThat(portal).contains("portaltemplate");
    Bench.Ran ran = record(protocol, "portaltemplate");
    assertThat(ran.err()).contains("may not read `").doesNotContain("Traceback");
    assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION);
  }

  @Test
  void thereIsNoJson2InThisSeries() throws Exception {
    assertThat(record("json2", "admin").err()).contains("does not answer as Odoo does");
  }

  private static List<String> logins(JsonNode told, String type) {
    List<String> logins = new ArrayList<>();
    for (JsonNode user : told.path("users")) {
      if (user.path("type").asText().equals(type)) {
        logins.add(user.path("login").asText());
      }
    }
    return logins;
  }

  private static Bench.Ran record(String protocol, String user, String... more) {
    List<Object> words =
        new ArrayList<>(
            List.of("record", "odoo-access", "--url", String.valueOf(System.getenv(URL))));
    words.addAll(List.of("--protocol", protocol, "--user", user));
    if (!List.of(more).contains("--database")) {
      words.addAll(List.of("--database", "erp"));
    }
    words.addAll(List.of(more));
    return new Bench()
        .environment(
            "SEAWORTHY_ODOO_PASSWORD",
            String.valueOf(System.getenv("SEAWORTHY_TEST_ODOO_PASSWORD")))
        .run(words.toArray());
  }

  private static int count(String table) throws IOException, InterruptedException {
    return Integer.parseInt(psql("SELECT count(*) FROM " + table).strip());
  }

  private static String psql(String statement) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "psql",
                "-qXAt",
                "-v",
                "ON_ERROR_STOP=1",
                String.valueOf(System.getenv("SEAWORTHY_TEST_ODOO_DSN")),
                "-c",
                statement)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out.strip();
  }
}
