package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void isThere() {
    assumeTrue(System.getenv(URL) != null, "no $" + URL + ": run ci/components/odoo.sh");
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
