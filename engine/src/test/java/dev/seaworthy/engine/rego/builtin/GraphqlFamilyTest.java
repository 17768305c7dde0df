package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What recorded calls do not show. */
class GraphqlFamilyTest {
  private static final String SCHEMA = "type Query { a: Query, b(x: Int): Int }";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ nope }| type `Query` has no field `nope`",
        "{ b(y: 1) }| `b` takes no argument `y`",
        "{ b(x: true) }| true is given where `Int` is expected",
        "{ a }| of field `a` of type `Query` something must be selected",
        "{ a { ...F } } fragment F on Query { a { ...F } }| fragment `F` contains itself",
        "{ b b(x: 1) }| `b` would stand for a field with different arguments",
        "query Q($v: Int) { b }| variable `$v` is not used"
      })
  void complaintsSayWhatIsWrong(String query, String complaint) {
    assertThatThrownBy(() -> call("graphql.parse", query, SCHEMA))
        .hasMessage("the GraphQL query is invalid: " + complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type A { b: B }| type `B` is not defined",
        "input I { i: I! }| input `I` has to contain itself",
        "union U = Int| `Int` in union `U` is no object type",
        "type A @d { a: Int }| directive `@d` is not defined"
      })
  void complaintsOfSchemasSayWhatIsWrong(String schema, String complaint) {
    assertThatThrownBy(() -> call("graphql.parse", "{ a }", schema)).hasMessage(complaint);
  }

  @Test
  void operandsAreTextsOrTrees() {
    assertThatThrownBy(() -> Calls.call("graphql.parse", "1", "{}"))
        .hasMessage("operand 0 must be one of {string, object} but got number");
    assertThat(Calls.call("graphql.is_valid", "1", "{}")).isEqualTo("false");
  }

  @Test
  void nestingHasAnEnd() {
    assertThatThrownBy(() -> Calls.call("graphql.parse_query", '"' + "{a".repeat(10_000) + '"'))
        .hasMessageStartingWith("nested too deeply");
  }

  @Test
  void whatIsTooDeepIsNeitherValidNorInvalid() {
    String chain = fragments(2_000, i -> "a { ...F%d }".formatted(i + 1));
    assertThatThrownBy(() -> call("graphql.is_valid", "{ ...F0 } " + chain, SCHEMA))
        .isInstanceOfSatisfying(
            RegoException.class, e -> assertThat(e.kind()).isEqualTo(RegoException.Kind.STACK));
  }

  @Test
  void treesHaveAnEnd() {
    Value tree = ObjectValue.EMPTY;
    for (int i = 0; i < 600; i++) {
      tree = ObjectValue.of(StringValue.of("SelectionSet"), ArrayValue.of(tree));
    }
    Value query = ObjectValue.of(StringValue.of("Operations"), ArrayValue.of(tree));
    assertThatThrownBy(() -> call("graphql.is_valid", query, ObjectValue.EMPTY))
        .hasMessageStartingWith("nested too deeply");
  }

  /** Each fragment spreads the next one twice, and each spread is gone through. */
  @Test
  void fragmentsThatDoubleEndByTheBudget() {
    String doubling = fragments(40, i -> "x: a { ...F%d } y: a { ...F%d }".formatted(i + 1, i + 1));
    String query = "{ __schema { types { name } } ...F0 } " + doubling;
    assertThat(call("graphql.is_valid", query, SCHEMA)).isEqualTo("true");
    String introspection =
        "{ __schema { types { ...F0 } } } "
            + IntStream.range(0, 40)
                .mapToObj(
                    i ->
                        "fragment F%d on __Type { x: ofType { ...F%d } y: ofType { ...F%d } } "
                            .formatted(i, i + 1, i + 1))
                .collect(Collectors.joining())
            + "fragment F40 on __Type { name }";
    assertThatThrownBy(() -> call("graphql.is_valid", introspection, SCHEMA))
        .isInstanceOfSatisfying(
            RegoException.class,
            e -> assertThat(e.kind()).isIn(RegoException.Kind.TIMEOUT, RegoException.Kind.MEMORY));
  }

  private interface Body {
    String of(int number);
  }

  private static String fragments(int count, Body body) {
    return IntStream.range(0, count)
            .mapToObj(i -> "fragment F%d on Query { %s } ".formatted(i, body.of(i)))
            .collect(Collectors.joining())
        + "fragment F%d on Query { b }".formatted(count);
  }

  private static String call(String name, String query, String schema) {
    return call(name, StringValue.of(query), StringValue.of(schema));
  }

  private static String call(String name, Value query, Value schema) {
    Budget budget = new Budget(new Limits(Duration.ofSeconds(2), 64 << 20));
    return String.valueOf(Builtins.find(name).orElseThrow().call(budget, query, schema));
  }
}
