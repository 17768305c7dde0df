package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** `record odoo-access` on a stand-in, and what its document is read as. */
final class RecordOdooAccessTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Up to Odoo 19.3; the list of a user holds what its groups imply. */
  private static final String OLD =
      """
      {"ir.model": [{"id": 1, "model": "res.partner"}, {"id": 2, "model": "stock.picking"}],
       "ir.model.data": [
         {"id": 1, "model": "res.groups", "module": "base", "name": "group_user", "res_id": 1},
         {"id": 2, "model": "res.groups", "module": "stock", "name": "group_stock_user", "res_id": 2},
         {"id": 3, "model": "res.groups", "module": "__export__", "name": "res_groups_2", "res_id": 2}],
       "res.groups": [
         {"id": 1, "full_name": "User types / Internal User", "implied_ids": []},
         {"id": 2, "full_name": "Inventory / User", "implied_ids": [1]},
         {"id": 9, "full_name": "By hand", "implied_ids": [2]}],
       "ir.model.access": [
         {"id": 1, "model_id": [1, "Contact"], "group_id": [1, "x"], "active": true,
          "perm_read": true, "perm_write": false, "perm_create": false, "perm_unlink": false},
         {"id": 2, "model_id": [2, "Transfer"], "group_id": [2, "x"], "active": true,
          "perm_read": true, "perm_write": true, "perm_create": true, "perm_unlink": false},
         {"id": 3, "model_id": [1, "Contact"], "group_id": false, "active": false,
          "perm_read": true, "perm_write": true, "perm_create": true, "perm_unlink": true}],
       "ir.rule": [
         {"id": 1, "model_id": [2, "Transfer"], "groups": [2], "active": true,
          "domain_force": "[('user_id', '=', user.id)]",
          "perm_read": false, "perm_write": true, "perm_create": true, "perm_unlink": true}],
       "res.users": [
         {"id": 2, "login": "m.okafor@harbor.example", "active": true, "share": false,
          "groups_id": [1, 2, 9], "totp_enabled": true, "company_ids": [1]},
         {"id": 5, "login": "left@harbor.example", "active": false, "share": false,
          "groups_id": [1], "totp_enabled": false, "company_ids": [1]},
         {"id": 7, "login": "auditor@harbor.example", "active": true, "share": false,
          "groups_id": [1], "totp_enabled": false, "company_ids": [1]}],
       "res.company": [{"id": 1}, {"id": 2}]}
      """;

  /** Odoo 19.4 and later. */
  private static final String NEW =
      """
      {"ir.model": [{"id": 1, "model": "res.partner"}, {"id": 2, "model": "ir.access"}],
       "ir.model.data": [
         {"id": 1, "model": "res.groups", "module": "base", "name": "group_user", "res_id": 1}],
       "res.groups": [{"id": 1, "full_name": "Internal User", "implied_ids": []}],
       "ir.access": [
         {"id": 1, "model_id": [1, "Contact"], "group_id": [1, "x"], "active": true,
          "operation": "ru", "domain": false},
         {"id": 2, "model_id": [1, "Contact"], "group_id": false, "active": true,
          "operation": "crud", "domain": "[('company_id', 'in', company_ids)]"}],
       "res.users": [
         {"id": 7, "login": "auditor@harbor.example", "active": true, "share": false,
          "group_ids": [1], "company_ids": [1]}],
       "ir.module.module": [{"id": 1, "name": "base", "latest_version": "saas~19.4.1.3"}],
       "res.company": [{"id": 1}]}
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void groupsRowsRulesAndUsersAreReadInTheFormOfAnExport() throws IOException {
    try (StandInOdoo odoo = new StandInOdoo(OLD)) {
      Bench.Ran ran = record(odoo.url());
      assertThat(ran.code()).as(ran.err()).isZero();
      JsonNode told = JSON.readTree(ran.out());
      assertThat(told.path("series").asText()).isEqualTo("18.0");
      assertThat(told.at("/groups/1/id").asText()).isEqualTo("stock.group_stock_user");
      assertThat(told.at("/groups/2/id").asText()).isEqualTo("res.groups.9");
      assertThat(told.path("access")).as("an archived row has no effect").hasSize(2);
      assertThat(told.at("/access/1").toString())
          .isEqualTo(
              "{\"create\":true,\"group\":\"stock.group_stock_user\",\"model\":\"stock.picking\","
                  + "\"read\":true,\"unlink\":false,\"write\":true}");
      assertThat(told.at("/rules/0/domain").asText()).contains("user.id");
      assertThat(told.at("/users/0").toString())
          .isEqualTo(
              "{\"active\":true,\"groups\":[\"res.groups.9\"],\"login\":\"m.okafor@harbor.example\","
                  + "\"secondFactor\":true,\"type\":\"internal\"}");
      assertThat(told.at("/users/1/active").asBoolean(true)).isFalse();
      assertThat(odoo.asked).allMatch(call -> call.matches(".*\\.(search_read|fields_get)"));
      assertThat(ran.out() + ran.err()).doesNotContain(StandInOdoo.SECRET);
    }
  }

  @Test
  void whatTheReaderMayNotSeeIsNamedAndAGapOfWhatIsRead() throws IOException {
    try (StandInOdoo odoo = new StandInOdoo(OLD)) {
      Path file = folder.resolve("odoo-access.json");
      Bench.Ran ran = record(odoo.url(), "-o", file.toString());
      assertThat(ran.err()).contains("not seen: users of 1 companies that the reader is not in");
      Bench.Ran read = new Bench().run("collect", file);
      assertThat(read.out())
          .contains("ACCESS_NOT_SEEN", "m.okafor@harbor.example", "\"secondFactor\": true");
      assertThat(read.code()).isEqualTo(ExitCode.UNKNOWN);
    }
  }

  @Test
  void theDocumentIsComparedAsExportsAre() throws IOException {
    Path before = folder.resolve("before.json");
    Path after = folder.resolve("after.json");
    try (StandInOdoo odoo = new StandInOdoo(OLD)) {
      record(odoo.url(), "-o", before.toString());
    }
    try (StandInOdoo odoo =
        new StandInOdoo(
            OLD.replace(
                "\"perm_create\": true, \"perm_unlink\": false",
                "\"perm_create\": true, \"perm_unlink\": true"))) {
      record(odoo.url(), "-o", after.toString());
    }
    Bench.Ran same = new Bench().run("iam", "diff", before, before);
    assertThat(same.out()).doesNotContain("+ ", "- ");
    Bench.Ran diff = new Bench().run("iam", "diff", before, after);
    assertThat(diff.out()).contains("m.okafor@harbor.example", "+ unlink stock.picking");
    assertThat(diff.code()).isEqualTo(ExitCode.FAIL);
  }

  @Test
  void rowsOfTheNewFormAreReadByJson2() throws IOException {
    try (StandInOdoo odoo = new StandInOdoo(NEW)) {
      Bench.Ran ran = record(odoo.url(), "--protocol", "json2");
      assertThat(ran.code()).as(ran.err()).isZero();
      JsonNode told = JSON.readTree(ran.out());
      assertThat(told.path("series").asText()).isEqualTo("saas~19.4");
      assertThat(told.has("rules")).isFalse();
      assertThat(told.at("/access/0").toString())
          .isEqualTo(
              "{\"domain\":\"\",\"group\":\"base.group_user\",\"model\":\"res.partner\",\"operation\":\"ru\"}");
      assertThat(told.at("/access/1").has("group")).isFalse();
      assertThat(told.has("unknown")).isFalse();
    }
  }

  @Test
  void moreRowsThanAPageAreAllRead() throws IOException {
    String users =
        String.join(
            ",",
            IntStream.rangeClosed(10, 2_600)
                .mapToObj(
                    i ->
                        "{\"id\":%d,\"login\":\"u%d\",\"active\":true,\"share\":false,\"groups_id\":[1],\"company_ids\":[1]}"
                            .formatted(i, i))
                .toList());
    try (StandInOdoo odoo =
        new StandInOdoo(
            OLD.replace(
                "\"groups_id\": [1], \"totp_enabled\": false, \"company_ids\": [1]}],\n",
                "\"groups_id\": [1], \"totp_enabled\": false, \"company_ids\": [1]},"
                    + users
                    + "],\n"))) {
      JsonNode told = JSON.readTree(record(odoo.url()).out());
      assertThat(told.path("users")).hasSize(2_594);
    }
  }

  @ParameterizedTest(name = "{0}={1}: {2}")
  @CsvSource({
    "--user, nobody, refuses user `nobody`",
    "--database, other, does not have this database",
  })
  void whoIsNotLetInIsTold(String option, String value, String words) throws IOException {
    try (StandInOdoo odoo = new StandInOdoo(OLD)) {
      Bench.Ran ran = record(odoo.url(), option, value);
      assertThat(ran.err()).contains(words).doesNotContain("Traceback", StandInOdoo.SECRET);
      assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION);
      assertThat(ran.out()).isEmpty();
    }
  }

  @Test
  void aWrongKeyIsTold() throws IOException {
    try (StandInOdoo odoo = new StandInOdoo(NEW)) {
      Bench.Ran ran =
          new Bench()
              .environment("SEAWORTHY_ODOO_PASSWORD", "another")
              .run(words(odoo.url(), "--protocol", "json2"));
      assertThat(ran.err()).contains("refuses user").doesNotContain("another");
    }
  }

  @Test
  void aModelThatMayNotBeReadRefusesAll() throws IOException {
    try (StandInOdoo odoo = new StandInOdoo(OLD.replace("\"ir.rule\":", "\"ir.other\":"))) {
      Bench.Ran ran = record(odoo.url());
      assertThat(ran.err())
          .contains("may not read `ir.rule`")
          .doesNotContain("Traceback", StandInOdoo.SECRET);
      assertThat(ran.out()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><title>Log in</title>",
        "{\"jsonrpc\": \"2.0\"}",
        "{\"result\": 1",
        "{\"result\": 1, \"result\": 2}",
        ""
      })
  void anotherAnswerThanOdoosIsTold(String text) throws IOException {
    try (StandInOdoo odoo = new StandInOdoo(OLD)) {
      odoo.say(text.isEmpty() ? " " : text);
      Bench.Ran ran = record(odoo.url());
      assertThat(ran.err()).contains("does not answer as Odoo does");
      assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION);
    }
  }

  @Test
  void whatIsTooLargeOrComesOutOfOrderIsRefused() throws IOException {
    try (StandInOdoo odoo = new StandInOdoo(OLD)) {
      odoo.say("{\"result\": 7, \"more\": \"%s\"}".formatted("x".repeat(33 << 20)));
      assertThat(record(odoo.url()).err()).contains("larger than 32 MiB");
    }
    try (StandInOdoo odoo = new StandInOdoo(OLD)) {
      odoo.say("{\"result\": 7}");
      assertThat(record(odoo.url()).err()).contains("it gives no list");
    }
  }

  @Test
  void nobodyAndSilenceAreTold() throws IOException {
    String url;
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      url = "http://127.0.0.1:" + silent.getLocalPort();
      assertThat(record(url, "--answer-seconds", "1").err()).contains("longer than 1 seconds");
    }
    assertThat(record(url).err()).contains("nothing listens there");
  }

  @ParameterizedTest
  @CsvSource({
    "http://erp.example.com, would send the password unencrypted",
    "https://me:pw@erp.example.com, holds a name or a password",
    "ftp://erp.example.com, is no URL of a web server",
    "https://erp.example.com/?db=x, is no URL of a web server",
  })
  void anAddressThatMakesNoSenseIsRefused(String url, String words) {
    assertThat(record(url).err()).contains(words).doesNotContain("pw@");
  }

  @Test
  void thePasswordComesFromAFileOfItsOwner() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), StandInOdoo.SECRET + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    try (StandInOdoo odoo = new StandInOdoo(OLD)) {
      Object[] words = words(odoo.url(), "--password-file", file.toString());
      assertThat(new Bench().run(words).err()).contains("may be read by others than its owner");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      assertThat(new Bench().run(words).code()).isZero();
      assertThat(new Bench().run(words(odoo.url())).err())
          .contains("there is no password", "$SEAWORTHY_ODOO_PASSWORD");
    }
  }

  private static Bench.Ran record(String url, String... more) {
    return new Bench()
        .environment("SEAWORTHY_ODOO_PASSWORD", StandInOdoo.SECRET)
        .run(words(url, more));
  }

  private static Object[] words(String url, String... more) {
    List<String> given = List.of(more);
    List<Object> words = new ArrayList<>(List.of("record", "odoo-access", "--url", url));
    if (!given.contains("--database")) {
      words.addAll(List.of("--database", "erp"));
    }
    if (!given.contains("--user")) {
      words.addAll(List.of("--user", StandInOdoo.USER));
    }
    words.addAll(given);
    return words.toArray();
  }
}
