package dev.seaworthy.engine.rego;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.rego.plan.PlanRuntime;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import dev.seaworthy.engine.rego.wasm.CodeCache;
import dev.seaworthy.engine.rego.wasm.WasmRuntime;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code opa eval} says of the rules of {@code statements.rego}, each runtime says too. */
@ParameterizedClass(name = "{0}")
@MethodSource("runtimes")
class StatementsTest {
  private static final String INPUT =
      """
      {
        "numbers": [1, 2, 3],
        "positions": [1, 1.0, 2.00, -0.0, 0.5, 1e0, -1.0, 3.0, 100, 9223372036854775807.0],
        "object": {"b": 1, "a": 2},
        "text": "text",
        "yes": true,
        "no": false
      }
      """;

  private final Program program;

  StatementsTest(String runtime, Program program) {
    this.program = program;
  }

  static Stream<Arguments> runtimes() {
    RegoModule module = Modules.of("statements", "{\"things\": {\"x\": \"kept\"}}");
    return Stream.of(
        Arguments.of("plan", new PlanRuntime(Limits.DEFAULT).load(module)),
        Arguments.of("wasm", new WasmRuntime(Limits.DEFAULT, CodeCache.NONE).load(module)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          array             | [2, 3]
          set               | {1, 2, 3}
          object            | {"a": 2, "b": 1}
          nested            | {"a": [1, {"b": null, "c": true}], "d": {1, "x"}}
          scan_set          | [1, 2, 3]
          scan_object       | ["a", "m", "z"]
          scan_scalar       | set()
          dot_array         | 3
          dot_string        | undefined
          dot_absent        | undefined
          dot_negative      | undefined
          dot_set           | 2
          dot_float         | 2
          dot_floats        | [[1, 2], [1.0, 2], [2.00, 3], [-0.0, 1]]
          dot_float_key     | ["a", "b", true, "c"]
          not_defined       | true
          not_false         | true
          not_true          | undefined
          not_nested        | true
          not_absent_member | undefined
          complete          | "first"
          fallback          | "fallback"
          otherwise         | 3
          every_holds       | true
          every_fails       | undefined
          every_empty       | true
          partial           | {1, 2, 3, "more"}
          map               | {"a": 2, "b": 1}
          deep              | {"p": {"of": {1: true, 2: true, 3: true}}, "q": {"of": {1: true, 2: true, 3: true}}}
          called            | [[1, 1], ["a", "a"]]
          overloaded        | {1, 2}
          unified           | 2
          unified_length    | undefined
          seen              | "text"
          with_input        | "other"
          with_path         | ["other", [1, 2, 3]]
          with_new_path     | 1
          with_over_scalar  | 1
          with_data         | "changed"
          with_undefined    | undefined
          with_restored     | ["other", "text"]
          with_rule         | [2, 3]
          from_data         | "kept"
          numbers           | [1.50, 1e3, 100000000000000000000, -0.0]
          equal_numbers     | true
          equal_deep        | true
          null_value        | null
          false_value       | false
          early             | true
          shadowed          | [[5, 6]]
          dynamic           | {"null_value": null, "seen": "text"}
          merged            | {"null_value": null, "seen": "text"}
          whole_tree        | {"inner": {"two": 2}, "one": 1}
          dynamic_path      | {}
          """)
  void rules(String rule, String expected) {
    assertThat(rule(rule).map(Value::toString).orElse("undefined")).isEqualTo(expected);
  }

  private Optional<Value> rule(String name) {
    try (Session session = program.open()) {
      session.input(Input.of(Modules.value(INPUT)));
      Value all = Objects.requireNonNull(session.evaluate("statements"));
      return Optional.ofNullable(all.get(StringValue.of(name)));
    }
  }
}
