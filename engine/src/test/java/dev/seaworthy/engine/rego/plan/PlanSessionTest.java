package dev.seaworthy.engine.rego.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.Modules;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.RegoModule;
import dev.seaworthy.engine.rego.Session;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanSessionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"complete\": [1, 2]}",
        "{\"object\": [[\"k\", 1], [\"k\", 2]]}",
        "{\"function\": [1, 2]}"
      })
  void twoValuesAtOnceAreAConflict(String input) {
    try (Session session =
        new PlanRuntime(Limits.DEFAULT).load(Modules.of("conflicts", "{}")).open()) {
      session.input(Modules.input(input));
      assertThatThrownBy(() -> session.evaluate("conflicts"))
          .isInstanceOfSatisfying(
              RegoException.class, e -> assertThat(e.kind()).isEqualTo(RegoException.Kind.CONFLICT))
          .hasMessageStartingWith("conflicts.rego:");
    }
  }

  @Test
  void aFailedEvaluationDoesNotHarmTheNext() {
    try (Session session =
        new PlanRuntime(Limits.DEFAULT).load(Modules.of("conflicts", "{}")).open()) {
      session.input(Modules.input("{\"complete\": [1, 2]}"));
      assertThatThrownBy(() -> session.evaluate("conflicts")).isInstanceOf(RegoException.class);
      session.input(Modules.input("{\"complete\": [1, 1]}"));
      assertThat(session.evaluate("conflicts")).hasToString("{\"complete\": 1, \"object\": {}}");
    }
  }

  @Test
  void whatAFunctionGaveIsRememberedForThatArgumentAndThatInputAlone() {
    try (Session session = new PlanRuntime(Limits.DEFAULT).load(Modules.of("remembered")).open()) {
      for (int limit : new int[] {10, 9}) {
        session.input(
            Modules.input(
                """
                {"limit": %d, "thing": {"numbers": [1,2,3,4,5,6,7,8,9,10,11,12],
                 "words": ["forecastle", "starboard", "halyard", "quartermaster"]}}
                """
                    .formatted(limit)));
        String above = limit == 10 ? "[11, 12]" : "[10, 11, 12]";
        String words = limit == 10 ? "" : "\"forecastle\", ";
        assertThat(session.evaluate("remembered"))
            .isEqualTo(
                Modules.value(
                    """
                    {"first": %s, "again": %s, "lower": [3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
                     "same_words": [], "undefined_twice": true,
                     "long_words": [%s"quartermaster", %s"quartermaster"],
                     "longer_words": ["quartermaster"]}
                    """
                        .formatted(above, above, words, words)));
      }
    }
  }

  @Test
  void withoutAnInputItIsUndefined() {
    try (Session session =
        new PlanRuntime(Limits.DEFAULT).load(Modules.of("conflicts", "{}")).open()) {
      assertThat(session.evaluate("conflicts")).hasToString("{\"object\": {}}");
    }
  }

  @Test
  void anUnknownEntryPointIsRefused() {
    try (Session session =
        new PlanRuntime(Limits.DEFAULT).load(Modules.of("conflicts", "{}")).open()) {
      assertThatThrownBy(() -> session.evaluate("elsewhere"))
          .hasMessage("the policy has no entry point `elsewhere`");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          [                       | not valid JSON
          {}                      | it has no entry points
          {"funcs":{"funcs":[{}]}} | `name` is not text
          {"plans":{"plans":[{"name":"a","blocks":[{"stmts":[{"type":"Jump","stmt":{}}]}]}]}} \
            | the statement `Jump` is unknown
          {"static":{"builtin_funcs":[{"name":"http.send","decl":{}}]}} \
            | the policy calls `http.send`, which policies may not call here
          """)
  void aPlanThatIsNotUnderstoodIsRefused(String plan, String why) {
    RegoModule module =
        new RegoModule(new byte[0], plan.getBytes(StandardCharsets.UTF_8), Modules.json("{}"));
    assertThatThrownBy(() -> new PlanRuntime(Limits.DEFAULT).load(module))
        .isInstanceOfSatisfying(
            RegoException.class, e -> assertThat(e.kind()).isEqualTo(RegoException.Kind.MODULE))
        .hasMessageContaining(why);
  }
}
