package dev.seaworthy.engine.rego.wasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.Modules;
import dev.seaworthy.engine.rego.Program;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.RegoModule;
import dev.seaworthy.engine.rego.Session;
import dev.seaworthy.engine.rego.builtin.Builtin;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes between a policy and its host, in the real runtime. */
class WasmRuntimeTest {
  private static final Limits ROOMY = Limits.DEFAULT;
  private static final Program VALUES =
      load(Modules.of("values", "{\"values_of\":{\"a\":[1],\"b\":{\"c\":null}}}"));

  private static Program load(RegoModule module) {
    return new WasmRuntime(ROOMY, CodeCache.NONE).load(module);
  }

  @Test
  void entrypointsAreTheModules() {
    assertThat(VALUES.entrypoints())
        .containsExactlyInAnyOrder(
            "values/kinds",
            "values/echo",
            "values/given",
            "values/nothing",
            "values/found",
            "values/matches",
            "values/ordered",
            "values/reckoned");
  }

  @Test
  void valuesOfEveryKindComeOutAsRegoKnowsThem() {
    assertThat(evaluate("values/kinds", Modules.input("{}")))
        .hasToString(
            """
            {"array": [1, "two", null, true, []], \
            "empty": {"object": {}, "set": set(), "text": ""}, \
            "keys": {null: "null", 1: "number", "text": "text", [1, 2]: "array", {3}: "set"}, \
            "numbers": [0, -1, 1.0, 1e3, 12345678901234567890123, 0.1], \
            "sets": {set(), {1, 2}, {"a", "b"}}, \
            "text": "quote \\" backslash \\\\ line \\n tab \\t return \\r bell \\a é 漢 𝄞"}""");
  }

  @Test
  void arraysMadeOfSetsAreInRegosOrder() {
    Builtin.Two concat = (budget, a, b) -> StringValue.of("a,b,c");
    Program program =
        new WasmRuntime(
                ROOMY,
                CodeCache.NONE,
                name -> name.equals("concat") ? Optional.of(concat) : Optional.empty())
            .load(Modules.of("values"));
    try (Session session = program.open()) {
      session.input(Modules.input("{\"object\":{\"z\":1,\"aa\":2,\"m\":3,\"b\":4,\"a\":5}}"));
      assertThat(session.evaluate("values/ordered"))
          .hasToString(
              """
              {"joined": "a,b,c", "keys": ["a", "aa", "b", "m", "z"], \
              "members": [null, 1.5, 3, "x", [2], {"j": 5}, {"k": 0}, {"k": 1}, {1}], \
              "nested": [[1, 1], [1, 2], [2, 1], [2, 2]], "same": [1, 2]}""");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "[1,2.5,true,\"x\"]",
        "{\"a\":{\"b\":[{},[]]}}",
        "\"é\u2028\\\"\\u0001\""
      })
  void jsonReachesThePolicyUnchanged(String json) {
    assertThat(evaluate("values/echo", Modules.input(json))).isEqualTo(Modules.value(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1e3", "12345678901234567890123", "[\"\\u0001\\n\\\\\"]"})
  void valuesReachThePolicyAsTheyWereWritten(String json) {
    Value value = Modules.value(json);
    assertThat(evaluate("values/echo", Input.of(value))).hasToString(value.toString());
  }

  @ParameterizedTest(name = "{0} of {1} is {2}")
  @CsvSource({
    "values/given, '{}', true",
    "values/given, 'null', true",
    "values/given, , null",
    "values/nothing, 'null', true",
    "values/nothing, , null",
    "values/echo, , null",
    "values/found, '{\"key\":\"a\"}', [1]",
    "values/found, '{\"key\":\"b\"}', '{\"c\": null}'",
    "values/found, '{\"key\":\"z\"}', null",
  })
  void whatIsUndefinedIsNull(String rule, String input, String expected) {
    try (Session session = VALUES.open()) {
      Optional.ofNullable(input).map(Modules::input).ifPresent(session::input);
      assertThat(String.valueOf(session.evaluate(rule))).isEqualTo(expected);
    }
  }

  @Test
  void anInputStaysUntilTheNextOne() {
    try (Session session = VALUES.open()) {
      session.input(Modules.input("1"));
      assertThat(session.evaluate("values/echo")).hasToString("1");
      assertThat(session.evaluate("values/kinds")).isNotNull();
      assertThat(session.evaluate("values/echo")).hasToString("1");
      session.input(Modules.input("2"));
      assertThat(session.evaluate("values/echo")).hasToString("2");
    }
  }

  @Test
  void anInputDoesNotOutliveItsSession() {
    evaluate("values/echo", Modules.input("1"));
    try (Session session = VALUES.open()) {
      assertThat(session.evaluate("values/echo")).isNull();
    }
  }

  @Test
  void manyThreadsShareOneProgram() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Value>> tasks = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        Input input = Modules.input("{\"n\":" + i + "}");
        tasks.add(() -> evaluate("values/echo", input));
      }
      List<Future<Value>> answers = threads.invokeAll(tasks);
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).hasToString("{\"n\": " + i + "}");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aRuleThatIsNoEntrypointIsRefused() {
    try (Session session = VALUES.open()) {
      assertThatThrownBy(() -> session.evaluate("values/never"))
          .isInstanceOf(RegoException.class)
          .hasMessageContaining("`values/never`");
    }
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "'', no text at all",
    "'not wasm', another file",
    "'\u0000asm\u0001\u0000\u0000\u0000', a module without anything",
  })
  void whatIsNotAPolicyIsRefused(String wasm, String ignored) {
    RegoModule module = Modules.of(Modules.utf8(wasm), "{}");
    assertThatThrownBy(() -> load(module))
        .isInstanceOfSatisfying(
            RegoException.class, e -> assertThat(e.kind()).isEqualTo(RegoException.Kind.MODULE));
  }

  @Test
  void aTruncatedModuleIsRefused() {
    byte[] half = Arrays.copyOf(Modules.wasm("clock"), 60_000);
    assertThatThrownBy(() -> load(Modules.of(half, "{}"))).isInstanceOf(RegoException.class);
  }

  @Test
  void aBuiltinThatIsNotProvidedIsNamedWhenLoading() {
    assertThatThrownBy(() -> load(Modules.of("clock")))
        .isInstanceOfSatisfying(
            RegoException.class, e -> assertThat(e.kind()).isEqualTo(RegoException.Kind.MODULE))
        .hasMessageContaining("time.now_ns");
  }

  private static Value evaluate(String rule, Input input) {
    try (Session session = VALUES.open()) {
      session.input(input);
      return Objects.requireNonNull(session.evaluate(rule));
    }
  }
}
