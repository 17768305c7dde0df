package dev.seaworthy.engine.policy.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PreparedPolicy;
import dev.seaworthy.engine.policy.PreparedPolicy.Answer;
import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.Modules;
import dev.seaworthy.engine.rego.RegoRuntime;
import dev.seaworthy.engine.rego.plan.PlanRuntime;
import dev.seaworthy.engine.rego.wasm.CodeCache;
import dev.seaworthy.engine.rego.wasm.WasmRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a policy that misbehaves is told to people as: never an answer, so never a pass. */
@ParameterizedClass(name = "{0}")
@MethodSource("runtimes")
class SingleRuntimeTest {
  private static final Limits QUICK = new Limits(Duration.ofMillis(300), 616L << 20);
  private static final Limits SMALL = new Limits(Duration.ofSeconds(60), 16L << 20);
  private static final String ECHO = "hostile/echo";

  private final PreparedPolicy quickly;
  private final PreparedPolicy tightly;

  SingleRuntimeTest(String name, RegoRuntime quick, RegoRuntime small) throws PolicyException {
    quickly = hostile(quick);
    tightly = hostile(small);
  }

  private static PreparedPolicy hostile(RegoRuntime runtime) throws PolicyException {
    return new SingleRuntime(runtime)
        .prepare(
            new PolicyBundle(
                "test",
                "1.0.0",
                "Test",
                "",
                Digest.of(new byte[0]),
                List.of(),
                List.of(),
                Modules.of("hostile")));
  }

  static Stream<Arguments> runtimes() {
    return Stream.of(
        Arguments.of("plan", new PlanRuntime(QUICK), new PlanRuntime(SMALL)),
        Arguments.of(
            "wasm",
            new WasmRuntime(QUICK, CodeCache.NONE),
            new WasmRuntime(SMALL, CodeCache.NONE)));
  }

  @Test
  void manyInputsInOneCallAreAnsweredAsEachAlone() {
    List<String> rules = List.of(ECHO, "hostile/objects", "hostile/conflict");
    List<String> texts = List.of("{\"x\":1}", "{\"x\":2,\"text\":\"xx\"}", "{\"x\":1}");
    List<Map<String, Answer>> together =
        tightly.evaluateAll(
            rules, texts.stream().<Supplier<Input>>map(text -> () -> Modules.input(text)).toList());
    assertThat(together)
        .isEqualTo(
            texts.stream().map(text -> tightly.evaluate(rules, Modules.input(text))).toList());
    assertThat(together.get(2)).isEqualTo(together.get(0)).isNotEqualTo(together.get(1));
  }

  @Test
  void whatRunsOutOfTimeHasNoAnswerAndTheNextIsRight() {
    hasNoAnswer(quickly, "loop", "POLICY_TIMEOUT");
  }

  @ParameterizedTest(name = "{0} ends in {1}")
  @CsvSource({
    "objects, POLICY_MEMORY",
    "conflict, POLICY_FAILED",
    "absent, POLICY_FAILED",
  })
  void whatBreaksOffHasNoAnswerAndTheNextIsRight(String rule, String code) {
    hasNoAnswer(tightly, rule, code);
  }

  private static void hasNoAnswer(PreparedPolicy policy, String rule, String code) {
    Map<String, Answer> answers =
        policy.evaluate(List.of("hostile/" + rule, ECHO), Modules.input("{\"x\": 1}"));
    assertThat(answers.get("hostile/" + rule))
        .isInstanceOfSatisfying(
            Answer.Failed.class, failed -> assertThat(failed.problem().code()).isEqualTo(code));
    assertThat(answers.get(ECHO)).hasToString("Said[value=[{\"x\": 1}]]");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
