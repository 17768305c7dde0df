package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What recorded calls do not show. */
class GraphqlFamilyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "graphql.is_valid",
        "graphql.schema_is_valid",
        "graphql.parse",
        "graphql.parse_and_verify"
      })
  void whatNeedsTheTypeSystemIsRefused(String name) {
    assertThat(Builtins.find(name)).isEmpty();
  }

  @Test
  void nestingHasAnEnd() {
    assertThatThrownBy(() -> Calls.call("graphql.parse_query", '"' + "{a".repeat(10_000) + '"'))
        .hasMessageStartingWith("nested too deeply");
  }
}
