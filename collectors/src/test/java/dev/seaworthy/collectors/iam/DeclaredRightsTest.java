package dev.seaworthy.collectors.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredRightsTest {
  private static final String HEAD = "apiVersion: seaworthy.dev/v1\nkind: RoleMap\nprincipals:\n";

  @TempDir Path temp;

  @ParameterizedTest(name = "declared {0}, held {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{actions: [sqs:Pur*], resources: ['*']} | allow sqs:PurgeQueue | ``",
        "{actions: [sqs:PurgeQueue], resources: ['*']} | allow sqs:Pur* | ``",
        "{actions: [SQS:purgequeue], resources: ['*']} | allow sqs:PurgeQueue on q | missing sqs:purgequeue *",
        "{actions: [sqs:PurgeQueue], resources: [q]} | allow sqs:PurgeQueue | extra sqs:purgequeue *",
        "{actions: [sqs:PurgeQueue], resources: ['*']} | allow sqs:PurgeQueue,s3:GetObject | extra s3:getobject *",
        "{actions: [sqs:PurgeQueue], resources: ['*']} | allow sqs:PurgeQueue;deny sqs:* | missing sqs:purgequeue *",
        "{actions: [sqs:PurgeQueue], resources: ['*']} | allow sqs:PurgeQueue,s3:GetObject;deny s3:* | ``",
        "{actions: [sqs:PurgeQueue], resources: ['*']} | allow sqs:PurgeQueue;deny sqs:* if k | ``",
        "{actions: [sqs:PurgeQueue], resources: ['*'], condition: {Bool: {k: 'true'}}} | allow sqs:PurgeQueue if k | ``",
        "{actions: [sqs:PurgeQueue], resources: ['*'], condition: {Bool: {k: 'true'}}} | allow sqs:PurgeQueue | extra sqs:purgequeue *",
        "{actions: [sqs:PurgeQueue], resources: ['*']} | allow sqs:PurgeQueue if k | missing sqs:purgequeue *",
        "{actions: [s3:Gte*], resources: ['*']} | allow s3:Gte* | ``",
        "{actions: [s3:GetObject], resources: ['*']} | allow s3:GetObject,s3:Gte* | extra s3:gte* * no action of AWS on 2026-09-26",
      })
  void rightsAreHeldAgainstTheMap(String declared, String held, String differences) {
    assertThat(String.join(";", differences(compared("app", "[" + declared + "]", held))))
        .isEqualTo(differences);
  }

  @Test
  void whatAPatternGivesBeyondTheMapIsCountedAndNamed() {
    assertThat(
            differences(
                compared(
                    "app", "[{actions: [sqs:SendMessage], resources: ['*']}]", "allow sqs:S*")))
        .singleElement()
        .asString()
        .startsWith("extra sqs:s* * ")
        .contains("of AWS on 2026-09-26: sqs:")
        .doesNotContain("sqs:SendMessage,");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({"app, 1", "role/app, 1", "user/app, 0", "other, 0"})
  void principalsAreFoundByTheirNames(String name, int found) {
    Evidence one = compared(name, "[{actions: [s3:GetObject], resources: [b]}]", "allow s3:Get*");
    assertThat(one.content().node().path("principals")).hasSize(found);
    assertThat(one.locations().locate(dev.seaworthy.engine.json.JsonPath.ROOT))
        .hasToString("map.yaml:4:3");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{system: odoo, name: a, category: admin, groups: [], rights: []} | INVALID_ROLE_MAP",
        "{system: aws, name: a, category: admin, rights: {}}              | INVALID_ROLE_MAP",
        "{system: aws, name: a, category: admin, rights: [{actions: [x]}]} | INVALID_ROLE_MAP",
        "{system: aws, name: a, category: admin, rights: [{actions: [a], resources: [r], condition: c}]} | INVALID_ROLE_MAP",
        "{system: aws, name: a, category: admin, rights: [{actions: [a], resources: [r], effect: e}]} | UNKNOWN_KEY",
      })
  void aSlipInRightsIsAGap(String principal, String code) {
    Snapshot snapshot = new Input(temp).file("map.yaml", HEAD + "- " + principal + "\n").gather();
    assertThat(Input.gaps(snapshot)).singleElement().asString().startsWith(code);
  }

  private Evidence compared(String name, String rights, String held) {
    String map =
        HEAD
            + "- {system: aws, name: %s, category: integration, rights: %s}%n"
                .formatted(name, rights);
    Snapshot snapshot =
        new Input(temp)
            .file("map.yaml", map)
            .file("aws.json", AwsPolicyCases.export(held))
            .gather();
    assertThat(Input.gaps(snapshot)).isEmpty();
    return Input.only("iam/declared-rights", snapshot);
  }

  private static List<String> differences(Evidence compared) {
    List<String> told = new ArrayList<>();
    for (String key : List.of("extra", "missing")) {
      for (JsonNode one : compared.content().node().path(key)) {
        String right = one.path("right").asText().replace(" under a condition", "");
        told.add("%s %s %s".formatted(key, right, one.path("actions").asText()).trim());
      }
    }
    return told;
  }
}
