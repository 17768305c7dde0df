package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.rego.RegoException;
import org.junit.jupiter.api.Test;

/** What recorded calls do not show: schemas that OPA would fetch, or never finish. */
class SchemasTest {
  @Test
  void schemasElsewhereAreNotFetched() {
    assertThat(Calls.call("json.verify_schema", "{\"$ref\": \"http://example.com/x\"}"))
        .isEqualTo(
            "[false, \"jsonschema: remote reference loading disabled: http://example.com/x\"]");
  }

  @Test
  void aSchemaThatRefersToItselfEnds() {
    assertThatThrownBy(
            () -> Calls.call("json.match_schema", "{}", "{\"allOf\": [{\"$ref\": \"#\"}]}"))
        .isInstanceOfSatisfying(
            RegoException.class, e -> assertThat(e.kind()).isEqualTo(RegoException.Kind.STACK));
  }

  @Test
  void patternsTakeLinearTime() {
    assertThat(
            Calls.call(
                "json.match_schema",
                "\"\\\"" + "a".repeat(5_000) + "!\\\"\"",
                "{\"pattern\": \"^(a+)+$\"}"))
        .startsWith("[false, ");
  }
}
