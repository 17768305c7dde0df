package dev.seaworthy.collectors.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsExpansionsTest {
  @TempDir Path temp;

  @Test
  void aPatternIsToldByCountsAndTheFirstThatChangeRights() {
    JsonNode told = expansion("allow sts:*");
    assertThat(told.path("table").asText()).isEqualTo("2026-09-26");
    assertThat(told.path("patterns")).hasSize(1);
    JsonNode sts = told.path("patterns").get(0);
    assertThat(sts.path("pattern").asText()).isEqualTo("sts:*");
    int sum = 0;
    for (JsonNode level : sts.path("levels")) {
      sum += level.asInt();
    }
    assertThat(sts.path("actions").asInt()).isEqualTo(sum).isGreaterThan(10);
  }

  @Test
  void rightsOverRightsAreNamedIdentityFirst() {
    JsonNode such = expansion("allow *").path("patterns").get(0).path("such");
    assertThat(such).hasSize(5).allSatisfy(one -> assertThat(one.asText()).startsWith("iam:"));
  }

  @Test
  void allButSomeIsTheRest() {
    int iam = expansion("allow iam:*").path("patterns").get(0).path("actions").asInt();
    assertThat(expansion("allow !iam:*").path("allBut").path("actions").asInt())
        .isEqualTo(AwsActions.known().size() - iam);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"allow s3:Gte*,s3:GetObject", "deny s3:Gte*", "allow !s3:Gte*"})
  void whatMatchesNothingIsTold(String statement) {
    JsonNode told = expansion(statement);
    assertThat(told.path("unknown")).hasSize(1);
    assertThat(told.path("unknown").get(0).asText()).isEqualTo("s3:Gte*");
    assertThat(told.path("unknownCount").asInt()).isEqualTo(1);
  }

  @Test
  void namesThatAreKnownNeedNoMoreWords() {
    assertThat(expansion("allow s3:GetObject,IAM:passrole").isMissingNode()).isTrue();
  }

  private JsonNode expansion(String statement) {
    return Input.principal(AwsPolicyCases.snapshot(temp, statement), "role app")
        .content()
        .node()
        .path("grants")
        .path(0)
        .path("expansion");
  }
}
