package dev.seaworthy.engine.policy.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.PreparedPolicy;
import dev.seaworthy.engine.policy.PreparedPolicy.Answer;
import dev.seaworthy.engine.policy.TestBundles;
import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.plan.PlanRuntime;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.wasm.CodeCache;
import dev.seaworthy.engine.rego.wasm.WasmRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuntimesTest {
  private static final String RULE = "things/findings";
  private static final PolicyRuntime PLAN = new SingleRuntime(new PlanRuntime(Limits.DEFAULT));
  private static final PolicyRuntime WASM =
      new SingleRuntime(new WasmRuntime(Limits.DEFAULT, CodeCache.NONE));

  static Stream<PolicyRuntime> runtimes() {
    return Stream.of(PLAN, WASM, new BothRuntimes(PLAN, WASM), fastest(Calibration.NONE));
  }

  @ParameterizedTest
  @MethodSource("runtimes")
  void aBadThingIsFound(PolicyRuntime runtime) throws PolicyException {
    assertThat(said(runtime, Map.of("bad", true, "name", "x")))
        .isEqualTo("{{\"name\": \"x\", \"path\": [\"bad\"], \"rule\": \"bad\"}}");
  }

  @ParameterizedTest
  @MethodSource("runtimes")
  void aGoodThingIsNot(PolicyRuntime runtime) throws PolicyException {
    assertThat(said(runtime, Map.of("name", "x"))).isEqualTo("set()");
  }

  @ParameterizedTest
  @MethodSource("runtimes")
  void aControlWithoutItsRuleIsRefused(PolicyRuntime runtime) {
    PolicyBundle bundle = TestBundles.of("things", TestBundles.control("T-1", "things/nothing"));
    assertThatThrownBy(() -> runtime.prepare(bundle))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("T-1");
  }

  @ParameterizedTest
  @MethodSource("runtimes")
  void manyInputsAreMadeOnceAndAnsweredInTheirOrder(PolicyRuntime runtime) throws PolicyException {
    List<String> made = new ArrayList<>();
    List<Supplier<Input>> inputs =
        Stream.of(true, false, true)
            .<Supplier<Input>>map(
                isBad ->
                    () -> {
                      made.add("bad: " + isBad);
                      Map<String, Object> object = Map.of("bad", isBad, "name", "x");
                      return Input.of(CanonicalJson.of(Map.of("object", object)));
                    })
            .toList();
    List<Map<String, Answer>> answers =
        runtime.prepare(TestBundles.of("things")).evaluateAll(List.of(RULE), inputs);
    assertThat(answers)
        .extracting(answer -> said(Objects.requireNonNull(answer.get(RULE))).contains("bad"))
        .containsExactly(true, false, true);
    assertThat(made).containsExactly("bad: true", "bad: false", "bad: true");
  }

  @Test
  void oneOfManyAnswersThatDiffersIsNoAnswer() throws PolicyException {
    BothRuntimes both = new BothRuntimes(PLAN, saying("something else"));
    Supplier<Input> input = () -> Input.of(CanonicalJson.of(Map.of("object", Map.of("name", "x"))));
    assertThat(both.prepare(TestBundles.of("things")).evaluateAll(List.of(RULE), List.of(input)))
        .singleElement()
        .satisfies(answer -> assertThat(answer.get(RULE)).isInstanceOf(Answer.Failed.class));
  }

  @Test
  void anAnswerThatDiffersIsNoAnswer() throws PolicyException {
    BothRuntimes both = new BothRuntimes(PLAN, saying("something else"));
    Answer answer = evaluate(both, Map.of("name", "x"));
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Failed.class,
            failed -> {
              assertThat(failed.problem().code()).isEqualTo("POLICY_DISAGREEMENT");
              assertThat(failed.problem().message()).contains("plan", "stand-in", "sha256:");
            });
  }

  @Test
  void whatOneRuntimeCannotFinishIsNotConfirmed() throws PolicyException {
    PolicyRuntime failing = standIn(new Answer.Failed(Failures.undefined()));
    assertThat(evaluate(new BothRuntimes(PLAN, failing), Map.of("name", "x")))
        .isInstanceOf(Answer.Failed.class);
  }

  @Test
  void theRuntimeThatWasMeasuredFastestIsTriedFirst() throws PolicyException {
    PolicyBundle bundle = TestBundles.of("things");
    Calibration measured =
        digest -> digest.equals(bundle.digest()) ? Optional.of("slow") : Optional.empty();
    FastestRuntime fastest =
        new FastestRuntime(
            List.of(
                new FastestRuntime.Choice("plan", () -> PLAN),
                new FastestRuntime.Choice("slow", () -> saying("slow"))),
            measured);
    assertThat(said(fastest, Map.of())).isEqualTo("{\"slow\"}");
  }

  private static FastestRuntime fastest(Calibration calibration) {
    return new FastestRuntime(
        List.of(
            new FastestRuntime.Choice("plan", () -> PLAN),
            new FastestRuntime.Choice("wasm", () -> WASM)),
        calibration);
  }

  private static PolicyRuntime saying(String text) {
    return standIn(new Answer.Said(SetValue.of(StringValue.of(text))));
  }

  /** A runtime that is wrong: no real one can be made to be. */
  private static PolicyRuntime standIn(Answer answer) {
    return new PolicyRuntime() {
      @Override
      public String id() {
        return "stand-in";
      }

      @Override
      public PreparedPolicy prepare(PolicyBundle bundle) {
        return (entrypoints, input) -> Map.of(RULE, answer);
      }
    };
  }

  private static String said(PolicyRuntime runtime, Map<String, Object> object)
      throws PolicyException {
    return said(evaluate(runtime, object));
  }

  private static String said(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Said.class);
    return ((Answer.Said) answer).value().toString();
  }

  private static Answer evaluate(PolicyRuntime runtime, Map<String, Object> object)
      throws PolicyException {
    Input input = Input.of(CanonicalJson.of(Map.of("object", object)));
    return Objects.requireNonNull(
        runtime.prepare(TestBundles.of("things")).evaluate(List.of(RULE), input).get(RULE));
  }
}
