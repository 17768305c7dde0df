package dev.seaworthy.collectors.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsRightsDiffTest {
  @TempDir Path temp;

  @ParameterizedTest(name = "{0} and then {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "allow s3:GetObject | allow s3:getobject | ''",
        "allow s3:GetObject if k | allow s3:GetObject | WIDENED s3:getobject *",
        "allow s3:GetObject | allow s3:GetObject if k | NARROWED s3:getobject *",
        "allow s3:GetObject;deny s3:GetObject | allow s3:GetObject;deny s3:GetObject if k"
            + " | WIDENED deny s3:getobject *",
        "allow sqs:Pur* | allow sqs:PurgeQueue | ''",
        "allow sqs:PurgeQueue | allow sqs:Pur* | ''",
        "allow sqs:Pur* on a | allow sqs:PurgeQueue on b"
            + " | NARROWED sqs:pur* a 1 action of AWS on 2026-09-26: sqs:PurgeQueue;"
            + "WIDENED sqs:purgequeue b",
        "allow s3:GetObject | allow s3:GetObject;deny s3:Gte*"
            + " | NARROWED deny s3:gte* * no action of AWS on 2026-09-26",
        "allow s3:GetObject | allow s3:GetObject,s3:GetObjekt"
            + " | WIDENED s3:getobjekt * no action of AWS on 2026-09-26",
      })
  void rightsAreComparedByTheActionsThatPatternsStandFor(
      String before, String after, String changes) {
    assertThat(String.join(";", told(before, after))).isEqualTo(changes);
  }

  @Test
  void aListOfExactlyItsActionsIsNoOtherThanThePattern() {
    String list = "allow " + String.join(",", names("s3:Get*"));
    assertThat(told("allow s3:Get*", list)).isEmpty();
    assertThat(told(list, "allow s3:Get*")).isEmpty();
  }

  @Test
  void aListWithoutOneOfThemIsNarrower() {
    List<String> names = new ArrayList<>(names("s3:Get*"));
    names.remove("s3:GetObject");
    assertThat(told("allow s3:Get*", "allow " + String.join(",", names)))
        .containsExactly("NARROWED s3:get* * 1 action of AWS on 2026-09-26: s3:GetObject");
  }

  @Test
  void aPatternWhereOneActionWasIsWiderByTheOthersOfWhichSomeAreNamed() {
    int others = names("s3:Get*").size() - 1;
    assertThat(told("allow s3:GetObject", "allow s3:Get*"))
        .singleElement()
        .asString()
        .startsWith("WIDENED s3:get* * %d actions of AWS on 2026-09-26: s3:Get".formatted(others))
        .endsWith(" and %d more".formatted(others - 8));
  }

  @Test
  void statementsCountTogetherWhereTheyReachTheSame() {
    assertThat(told("allow sqs:*", "allow sqs:A*,sqs:C*,sqs:D*;allow !sqs:A*,sqs:C*,sqs:D*"))
        .noneMatch(change -> change.startsWith("NARROWED"));
    assertThat(told("allow sqs:*", "allow sqs:A*;allow !sqs:A* if k"))
        .anyMatch(change -> change.startsWith("NARROWED sqs:* *"));
  }

  private List<String> told(String before, String after) {
    RolesDiff diff =
        new RolesDiff(
            "aws",
            AwsPolicyCases.snapshot(temp.resolve("a"), before).evidence(),
            AwsPolicyCases.snapshot(temp.resolve("b"), after).evidence());
    assertThat(diff.isCutOff()).isFalse();
    return diff.changes().values().stream()
        .flatMap(List::stream)
        .map(AwsRightsDiffTest::told)
        .sorted()
        .toList();
  }

  private static String told(RolesDiff.Change change) {
    String right = change.right().toString().replace(" under a condition", "");
    return change.kind()
        + " "
        + right
        + change.actionsInWords().map(words -> " " + words).orElse("");
  }

  private static List<String> names(String pattern) {
    BitSet found = new BitSet();
    AwsActions.known().match(pattern, found, new Effort(100_000));
    return found.stream().mapToObj(AwsActions.known()::name).toList();
  }
}
