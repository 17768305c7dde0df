package dev.seaworthy.engine.policy.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.PreparedPolicy;
import dev.seaworthy.engine.policy.PreparedPolicy.Answer;
import dev.seaworthy.engine.policy.TestBundles;
import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.RegoModule;
import dev.seaworthy.engine.rego.plan.PlanRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LongLivedTest {
  private static final String RULE = "things/findings";
  private static final PolicyRuntime PLAN = new SingleRuntime(new PlanRuntime(Limits.DEFAULT));
  private static final CanonicalJson BAD =
      CanonicalJson.of(Map.of("object", Map.of("bad", true, "name", "x")));

  @Test
  void whatWasJudgedIsNotJudgedAgain() throws PolicyException {
    AtomicInteger evaluations = new AtomicInteger();
    PreparedPolicy policy =
        new CachedRuntime(counting(evaluations), 10).prepare(TestBundles.of("things"));
    Map<String, Answer> first = policy.evaluate(List.of(RULE), Input.of(BAD));
    assertThat(policy.evaluate(List.of(RULE), Input.of(BAD))).isEqualTo(first);
    assertThat(evaluations).hasValue(1);
  }

  @Test
  void anotherInputIsJudged() throws PolicyException {
    AtomicInteger evaluations = new AtomicInteger();
    PreparedPolicy policy =
        new CachedRuntime(counting(evaluations), 10).prepare(TestBundles.of("things"));
    policy.evaluate(List.of(RULE), Input.of(BAD));
    Map<String, Answer> other =
        policy.evaluate(List.of(RULE), Input.of(CanonicalJson.of(Map.of("object", Map.of()))));
    assertThat(other.get(RULE)).hasToString("Said[value=set()]");
    assertThat(evaluations).hasValue(2);
  }

  @Test
  void aBundleThatCannotBeRunLeavesTheLastInForce() throws PolicyException {
    PolicyBundle good = TestBundles.of("things");
    ActiveBundle active = new ActiveBundle(PLAN, good);
    assertThatThrownBy(() -> active.activate(broken(good))).isInstanceOf(PolicyException.class);
    assertThat(active.current().bundle()).isEqualTo(good);
  }

  @Test
  void whileBundlesAreReplacedEveryEvaluationIsWholeAndRight() throws Exception {
    PolicyBundle one = TestBundles.of("things");
    PolicyBundle other = renamed(one);
    ActiveBundle active = new ActiveBundle(PLAN, one);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<String>> tasks = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        PolicyBundle next = i % 2 == 0 ? other : one;
        tasks.add(
            () -> {
              ActiveBundle.Ready taken = active.current();
              active.activate(next);
              return taken.policy().evaluate(List.of(RULE), Input.of(BAD)).toString();
            });
      }
      List<Future<String>> answers = threads.invokeAll(tasks);
      String expected = active.current().policy().evaluate(List.of(RULE), Input.of(BAD)).toString();
      for (Future<String> answer : answers) {
        assertThat(answer.get()).isEqualTo(expected).contains("Said");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static PolicyRuntime counting(AtomicInteger evaluations) {
    return new PolicyRuntime() {
      @Override
      public String id() {
        return PLAN.id();
      }

      @Override
      public PreparedPolicy prepare(PolicyBundle bundle) throws PolicyException {
        PreparedPolicy policy = PLAN.prepare(bundle);
        return (entrypoints, input) -> {
          evaluations.incrementAndGet();
          return policy.evaluate(entrypoints, input);
        };
      }
    };
  }

  private static PolicyBundle broken(PolicyBundle like) {
    return with(like, "broken", new RegoModule(new byte[0], new byte[0], like.module().data()));
  }

  private static PolicyBundle renamed(PolicyBundle like) {
    return with(like, "other", like.module());
  }

  private static PolicyBundle with(PolicyBundle like, String name, RegoModule module) {
    return new PolicyBundle(
        name,
        like.version(),
        like.title(),
        like.description(),
        Digest.of(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        like.controls(),
        like.parameters(),
        module);
  }
}
