package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltinsTest {
  private static final Limits TIGHT = new Limits(Duration.ofMillis(300), 16L << 20);

  @ParameterizedTest
  @ValueSource(strings = {"http.send", "opa.runtime", "time.now_ns", "rand.intn", "eq", "nothing"})
  void whatReachesOutIsNotThere(String name) {
    assertThat(Builtins.find(name)).isEmpty();
  }

  /** Each would take gigabytes or minutes. */
  static Stream<Arguments> hostileCalls() {
    return Stream.of(
        call("numbers.range", NumberValue.of(0), NumberValue.of(1L << 50)),
        call("bits.lsh", NumberValue.of(1), NumberValue.of(1L << 40)),
        call("product", repeated(40_000, number("1e30000"))),
        call("mul", number("1e30000"), big(290_000)),
        call("split", text("a".repeat(4_000_000)), text("aa")),
        call("sprintf", text("%9999999d".repeat(20)), repeated(20, NumberValue.of(1))),
        call("sprintf", text("%.9999999f".repeat(20)), repeated(20, number("1.5"))),
        call("concat", text("-".repeat(1 << 20)), repeated(100, text("a"))),
        call("replace", text("a".repeat(1 << 20)), text("a"), text("b".repeat(1 << 20))),
        call("strings.replace_n", pairs(3000), text("a".repeat(1 << 20))),
        call("json.unmarshal", text("[0" + ",0".repeat(1 << 20) + "]")),
        call("json.marshal_with_options", repeated(100, text("")), indent(1 << 20)),
        call("graph.reachable_paths", completeGraph(30), repeated(1, NumberValue.of(0))),
        call("walk", nested(4000)),
        call("object.union_n", repeated(60_000, pairs(1000))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileCalls")
  void hostileArgumentsEndAtTheLimits(String name, Value[] arguments) {
    assertThatThrownBy(() -> Call.with(TIGHT, name, arguments))
        .isInstanceOfSatisfying(
            RegoException.class,
            e -> assertThat(e.kind()).isIn(RegoException.Kind.MEMORY, RegoException.Kind.TIMEOUT));
  }

  @Test
  void longTextsThatNearlyMatchAreFoundInTime() {
    Value text = text("a".repeat(2_000_000));

    assertThat(Call.with(Limits.DEFAULT, "contains", text, text("a".repeat(1_000_000) + "b")))
        .hasToString("false");
    assertThat(
            Call.with(
                Limits.DEFAULT,
                "indexof",
                text("ab".repeat(100) + "b"),
                text("ab".repeat(40) + "b")))
        .hasToString("120");
    assertThat(Call.with(Limits.DEFAULT, "strings.count", text, text("a".repeat(1000))))
        .hasToString("2000");
  }

  @Test
  void jsonIsReadToABoundedDepth() {
    assertThat(Call.with(TIGHT, "json.is_valid", text("[".repeat(500) + "]".repeat(500))))
        .hasToString("true");
    assertThat(Call.with(TIGHT, "json.is_valid", text("[".repeat(501) + "]".repeat(501))))
        .hasToString("false");
  }

  private static Arguments call(String name, Value... arguments) {
    return Arguments.of(name, arguments);
  }

  private static Value text(String text) {
    return StringValue.of(text);
  }

  private static Value number(String literal) {
    return Objects.requireNonNull(NumberValue.parse(literal));
  }

  private static Value big(int bits) {
    return NumberValue.of(BigInteger.ONE.shiftLeft(bits));
  }

  private static ArrayValue repeated(int times, Value value) {
    return ArrayValue.of(Stream.generate(() -> value).limit(times).toList());
  }

  /** Texts that all begin with the letter a, each longer than the one before. */
  private static ObjectValue pairs(int count) {
    ObjectValue object = new ObjectValue();
    IntStream.range(0, count).forEach(i -> object.put(text("a".repeat(i + 1) + "b"), text("c")));
    return object.sort();
  }

  private static ObjectValue indent(int length) {
    return ObjectValue.of(text("indent"), text(" ".repeat(length)));
  }

  private static ObjectValue completeGraph(int nodes) {
    Value all = ArrayValue.of(IntStream.range(0, nodes).mapToObj(NumberValue::of).toList());
    ObjectValue graph = new ObjectValue();
    IntStream.range(0, nodes).forEach(i -> graph.put(NumberValue.of(i), all));
    return graph.sort();
  }

  private static Value nested(int levels) {
    return Stream.iterate((Value) ArrayValue.EMPTY, ArrayValue::of)
        .skip(levels)
        .findFirst()
        .orElseThrow();
  }
}
