package dev.seaworthy.engine.policy.wasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.Limits;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PreparedPolicy;
import dev.seaworthy.engine.policy.PreparedPolicy.Answer;
import dev.seaworthy.engine.policy.TestBundles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real policies, among them hostile ones, in the real runtime. */
class WasmRuntimeTest {
  private static final Limits TIGHT = new Limits(Duration.ofMillis(700), 8192);

  @Test
  void theInputReachesThePolicyUnchanged() throws Exception {
    CanonicalJson input = CanonicalJson.of(Map.of("é\u2028\"", List.of(1, 2.5, true)));
    assertThat(value(hostile(TIGHT), "hostile/echo", input))
        .isEqualTo(CanonicalJson.of(List.of(input)));
  }

  @ParameterizedTest(name = "{0} ends in {1}")
  @CsvSource({"hostile/loop, POLICY_TIMEOUT", "hostile/memory, POLICY_MEMORY"})
  void aHostilePolicyIsStopped(String entrypoint, String code) throws Exception {
    assertThat(failure(hostile(new Limits(Duration.ofSeconds(20), 64)), entrypoint, code, TIGHT))
        .isEqualTo(code);
  }

  @Test
  void anUndefinedRuleIsAFailureNotAnEmptyAnswer() throws Exception {
    Map<String, Answer> answers =
        hostile(TIGHT).evaluate(List.of("hostile/absent"), CanonicalJson.of(Map.of()));
    assertThat(answers.get("hostile/absent")).isInstanceOf(Answer.Failed.class);
  }

  @Test
  void afterAHostilePolicyTheNextEvaluationIsRight() throws Exception {
    PreparedPolicy policy = hostile(TIGHT);
    CanonicalJson input = CanonicalJson.of(Map.of("x", 1));
    Map<String, Answer> answers =
        policy.evaluate(List.of("hostile/loop", "hostile/memory", "hostile/echo"), input);
    assertThat(answers.get("hostile/loop")).isInstanceOf(Answer.Failed.class);
    assertThat(answers.get("hostile/memory")).isInstanceOf(Answer.Failed.class);
    assertThat(answers.get("hostile/echo"))
        .isEqualTo(new Answer.Value(CanonicalJson.of(List.of(input))));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void memoryIsGivenBackBetweenInputs() throws Exception {
    PreparedPolicy policy = hostile(new Limits(Duration.ofSeconds(10), 64));
    for (int i = 0; i < 3_000; i++) {
      CanonicalJson input = CanonicalJson.of(Map.of("n", i, "pad", "x".repeat(4_000)));
      assertThat(value(policy, "hostile/echo", input)).isEqualTo(CanonicalJson.of(List.of(input)));
    }
  }

  @Test
  void manyThreadsShareOneCompiledModule() throws Exception {
    PreparedPolicy policy = hostile(Limits.DEFAULT);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<CanonicalJson>> tasks = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        CanonicalJson input = CanonicalJson.of(Map.of("n", i));
        tasks.add(() -> value(policy, "hostile/echo", input));
      }
      List<Future<CanonicalJson>> answers = threads.invokeAll(tasks);
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).hasToString("[{\"n\":" + i + "}]");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aPolicyThatNeedsAHostBuiltinIsRefusedWhenLoaded() {
    WasmRuntime runtime = new WasmRuntime(TIGHT, CodeCache.NONE);
    assertThatThrownBy(() -> runtime.prepare(TestBundles.of("host-builtin.wasm")))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("sprintf");
  }

  @Test
  void aControlWithoutItsRuleIsRefusedWhenLoaded() {
    WasmRuntime runtime = new WasmRuntime(TIGHT, CodeCache.NONE);
    assertThatThrownBy(
            () ->
                runtime.prepare(
                    TestBundles.of("hostile.wasm", TestBundles.control("T-1", "hostile/nothing"))))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("T-1");
  }

  @Test
  void compiledCodeIsKeptAndUsedAgain() throws Exception {
    Map<String, byte[]> kept = new HashMap<>();
    CodeCache cache =
        new CodeCache() {
          @Override
          public Optional<byte[]> find(String key) {
            return Optional.ofNullable(kept.get(key));
          }

          @Override
          public void keep(String key, byte[] archive) {
            kept.put(key, archive);
          }
        };
    CanonicalJson input = CanonicalJson.of(Map.of("x", 1));
    WasmRuntime first = new WasmRuntime(TIGHT, cache);
    CanonicalJson cold =
        value(first.prepare(TestBundles.of("hostile.wasm")), "hostile/echo", input);
    WasmRuntime second = new WasmRuntime(TIGHT, cache);
    CanonicalJson warm =
        value(second.prepare(TestBundles.of("hostile.wasm")), "hostile/echo", input);
    assertThat(kept).hasSize(1);
    assertThat(warm).isEqualTo(cold);
  }

  private static PreparedPolicy hostile(Limits limits) throws PolicyException {
    return new WasmRuntime(limits, CodeCache.NONE).prepare(TestBundles.of("hostile.wasm"));
  }

  private static CanonicalJson value(
      PreparedPolicy policy, String entrypoint, CanonicalJson input) {
    Answer answer = policy.evaluate(List.of(entrypoint), input).get(entrypoint);
    assertThat(answer).isInstanceOf(Answer.Value.class);
    return ((Answer.Value) java.util.Objects.requireNonNull(answer)).value();
  }

  private static String failure(PreparedPolicy roomy, String entrypoint, String code, Limits tight)
      throws PolicyException {
    PreparedPolicy policy = code.equals("POLICY_TIMEOUT") ? hostile(tight) : roomy;
    Answer answer =
        policy.evaluate(List.of(entrypoint), CanonicalJson.of(Map.of())).get(entrypoint);
    assertThat(answer).isInstanceOf(Answer.Failed.class);
    return ((Answer.Failed) java.util.Objects.requireNonNull(answer)).problem().code();
  }
}
