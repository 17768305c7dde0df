package dev.seaworthy.collectors.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AwsActionsTest {
  private static final AwsActions TABLE = AwsActions.known();

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 20);
  }

  @Test
  void theTableTellsItsDayAndHoldsWhatItSays() {
    assertThat(TABLE.date()).isEqualTo("2026-09-26");
    assertThat(TABLE.size()).isEqualTo(22_091);
  }

  @ParameterizedTest(name = "{0} is for {1}")
  @CsvSource({
    "s3:ListBucket, LIST",
    "s3:GetObject, READ",
    "iam:PassRole, WRITE",
    "s3:PutObjectTagging, TAGGING",
    "iam:AttachRolePolicy, PERMISSIONS_MANAGEMENT",
  })
  void actionsHaveTheLevelThatAwsTells(String action, AwsActions.Level level) {
    assertThat(matched(action).stream().mapToObj(TABLE::level)).containsExactly(level);
  }

  @ParameterizedTest(name = "{0} matches {1}")
  @CsvSource({
    "iam:PassRole, iam:PassRole",
    "IAM:passrole, iam:PassRole",
    "iam:Pass?ole, iam:PassRole",
    "iam:Pass*, iam:PassRole",
    "*:PassRole, iam:PassRole",
    "iam:**PassRole**, iam:PassRole",
    "s3:Gte*, ''",
    "s3, ''",
    "s3:PassRole, ''",
    "'', ''",
  })
  void patternsMatchInAnyCase(String pattern, String action) {
    assertThat(String.join(",", matched(pattern).stream().mapToObj(TABLE::name).toList()))
        .isEqualTo(action);
  }

  @Test
  void aStarMatchesAll() {
    assertThat(matched("*").cardinality()).isEqualTo(TABLE.size());
    assertThat(matched("*:*").cardinality()).isEqualTo(TABLE.size());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theWayByTheirNumbersMatchesWhatEachByItselfDoes(long seed) {
    Random random = new Random(seed);
    String name = TABLE.name(random.nextInt(TABLE.size()));
    int cut = random.nextInt(name.length());
    for (String pattern :
        List.of(
            name.substring(0, cut) + "*",
            name.substring(0, cut) + "?" + name.substring(cut + 1),
            "*" + name.substring(cut),
            name.substring(0, cut / 2) + "*" + name.substring(cut))) {
      String lower = pattern.toLowerCase(Locale.ROOT);
      BitSet each = new BitSet();
      IntStream.range(0, TABLE.size())
          .filter(i -> Wildcard.covers(lower, TABLE.name(i).toLowerCase(Locale.ROOT)))
          .forEach(each::set);
      assertThat(matched(pattern)).as(pattern).isEqualTo(each);
    }
  }

  @Test
  void aPatternOfMegabytesIsNoWork() {
    assertThat(matched("*a".repeat(2_000_000)).isEmpty()).isTrue();
    assertThat(matched("*".repeat(2_000_000)).cardinality()).isEqualTo(TABLE.size());
  }

  @Test
  void workThatIsSpentMatchesNothing() {
    Effort effort = new Effort(TABLE.size());
    BitSet found = new BitSet();
    assertThat(TABLE.match("*a*", found, effort)).isTrue();
    assertThat(TABLE.match("*b*", new BitSet(), effort)).isFalse();
    assertThat(effort.isSpent()).isTrue();
  }

  private static BitSet matched(String pattern) {
    BitSet found = new BitSet();
    assertThat(TABLE.match(pattern, found, new Effort(1_000_000))).isEqualTo(!found.isEmpty());
    return found;
  }
}
