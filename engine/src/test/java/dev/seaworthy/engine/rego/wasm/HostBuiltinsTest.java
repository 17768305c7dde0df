package dev.seaworthy.engine.rego.wasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.Modules;
import dev.seaworthy.engine.rego.Program;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.RegoException.Kind;
import dev.seaworthy.engine.rego.Session;
import dev.seaworthy.engine.rego.builtin.Builtin;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How a policy's calls reach builtins in Java, here builtins that show what they were given. */
class HostBuiltinsTest {
  /** The second argument, as a member of an array. */
  private static final Builtin.Two SECOND = (budget, a, b) -> ArrayValue.of(b);

  private static final Builtin.One SAME = (budget, a) -> a;

  @ParameterizedTest(name = "{0} of {1} is {2}")
  @CsvSource({
    "host/formatted, '{\"x\":\"é\"}', '[[\"é\", {1, 2}]]'",
    "host/formatted, '{\"x\":[1.5, null]}', '[[[1.5, null], {1, 2}]]'",
    "host/none, '{\"x\":{\"a\":[]}}', '{\"a\": []}'",
    "host/two, '{\"list\":[2, 1, 2]}', '{1, 2}'",
    "host/two, '{\"list\":[]}', set()",
  })
  void argumentsAndResultsPassUnchanged(String rule, String input, String expected) {
    assertThat(evaluate("host", rule, input, Map.of("sprintf", SECOND))).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"TYPE", "BUILTIN"})
  void anErrorOfABuiltinIsUndefined(Kind kind) {
    Builtin.One failing = failing(kind);
    assertThat(evaluate("host", "host/none", "{\"x\":1}", Map.of("uuid.parse", failing)))
        .isEqualTo("null");
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"TIMEOUT", "MEMORY", "STACK", "INTERNAL"})
  void anyOtherErrorEndsTheEvaluation(Kind kind) {
    Builtin.One failing = failing(kind);
    assertThatThrownBy(
            () -> evaluate("host", "host/none", "{\"x\":1}", Map.of("uuid.parse", failing)))
        .isInstanceOfSatisfying(RegoException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void whatABuiltinLeavesUndefinedIsUndefined() {
    Builtin.One nothing = (budget, a) -> null;
    assertThat(evaluate("host", "host/two", "{\"list\":[1]}", Map.of("hex.encode", nothing)))
        .isEqualTo("set()");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"true, '{\"a\", \"z\"}'", "false, set()"})
  void expressionsAreMatchedInJava(boolean answer, String expected) {
    Builtin.Two match = (budget, a, b) -> BooleanValue.of(answer);
    assertThat(
            evaluate(
                "values",
                "values/matches",
                "{\"words\":[\"a\",\"z\"]}",
                Map.of("regex.match", match)))
        .isEqualTo(expected);
  }

  @Test
  void countsAreReckonedByOpaAndNumbersAsWrittenInJava() {
    Builtin.Two zero = (budget, a, b) -> NumberValue.of(0);
    Map<String, Builtin> builtins = Map.of("plus", zero, "minus", zero, "mul", zero);
    assertThat(evaluate("values", "values/reckoned", "{\"n\":1}", builtins))
        .isEqualTo("{\"minus\": [1, 0, {1}], \"mul\": [6, 0], \"plus\": [5, 0, 0]}");
  }

  @Test
  void everyInstanceHasItsOwnAnswers() {
    Builtin.Two match = (budget, a, b) -> BooleanValue.of(b.toString().equals("\"a\""));
    Program program =
        new WasmRuntime(
                Limits.DEFAULT,
                CodeCache.NONE,
                name -> name.equals("regex.match") ? Optional.of(match) : Optional.empty())
            .load(Modules.of("values"));
    try (Session first = program.open();
        Session second = program.open()) {
      first.input(Modules.input("{\"words\":[\"a\",\"b\"]}"));
      second.input(Modules.input("{\"words\":[\"b\",\"c\"]}"));
      assertThat(first.evaluate("values/matches")).hasToString("{\"a\"}");
      assertThat(second.evaluate("values/matches")).hasToString("set()");
      assertThat(first.evaluate("values/matches")).hasToString("{\"a\"}");
    }
  }

  @Test
  void expressionsAreMatchedByOpaWhereJavaHasNoBuiltin() {
    Function<String, Optional<Builtin>> none = name -> Optional.empty();
    assertThat(evaluate("values", "values/matches", "{\"words\":[\"abc\",\"z\"]}", none))
        .isEqualTo("{\"abc\"}");
  }

  private static Builtin.One failing(Kind kind) {
    return (budget, a) -> {
      throw new RegoException(kind, "failed");
    };
  }

  private static String evaluate(
      String module, String rule, String input, Map<String, Builtin> builtins) {
    Map<String, Builtin> others = Map.of("sprintf", SECOND, "uuid.parse", SAME, "hex.encode", SAME);
    return evaluate(
        module,
        rule,
        input,
        name ->
            Optional.ofNullable(builtins.get(name))
                .or(() -> Optional.ofNullable(others.get(name))));
  }

  private static String evaluate(
      String module, String rule, String input, Function<String, Optional<Builtin>> finder) {
    WasmRuntime runtime = new WasmRuntime(Limits.DEFAULT, CodeCache.NONE, finder);
    try (Session session = runtime.load(Modules.of(module)).open()) {
      session.input(Modules.input(input));
      Value value = session.evaluate(rule);
      return String.valueOf(value);
    }
  }
}
