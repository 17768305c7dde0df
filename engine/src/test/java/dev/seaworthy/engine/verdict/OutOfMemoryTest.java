package dev.seaworthy.engine.verdict;

import static dev.seaworthy.engine.verdict.Samples.assessment;
import static dev.seaworthy.engine.verdict.Samples.release;
import static dev.seaworthy.engine.verdict.Samples.snapshot;
import static dev.seaworthy.engine.verdict.Samples.thing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.policy.Doubt;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.PreparedPolicy;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.policy.runtime.SingleRuntime;
import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.plan.PlanRuntime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of a verdict where memory is short. */
class OutOfMemoryTest {
  /** More than one call takes, so that calls lie beside each other. */
  private static final int THINGS = 100;

  /** The memory of a small machine: it suffices for so many evaluations that begin together. */
  private static final class Scarce implements PolicyRuntime {
    private final PolicyRuntime real = new SingleRuntime(new PlanRuntime(Limits.DEFAULT));
    private final int suffices;
    private final AtomicInteger taken = new AtomicInteger();

    Scarce(int suffices) {
      this.suffices = suffices;
    }

    @Override
    public String id() {
      return real.id();
    }

    @Override
    public PreparedPolicy prepare(PolicyBundle bundle) throws PolicyException {
      PreparedPolicy policy = real.prepare(bundle);
      return new PreparedPolicy() {
        @Override
        public Map<String, Answer> evaluate(List<String> entrypoints, Input input) {
          if (taken.incrementAndGet() > suffices) {
            throw new OutOfMemoryError("there is no more");
          }
          return policy.evaluate(entrypoints, input);
        }

        @Override
        public void release() {
          taken.set(0);
        }
      };
    }
  }

  @Test
  void whatFoundNoMemoryIsJudgedOnceMoreWithNothingBesideIt() throws PolicyException {
    assertThat(VerdictJson.of(judge(50))).isEqualTo(VerdictJson.of(judge(Integer.MAX_VALUE)));
    assertThat(judge(50).status()).isEqualTo(Status.FAIL);
  }

  @Test
  void whatFindsNoMemoryAloneIsUnknown() throws PolicyException {
    Verdict verdict = judge(0);
    assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
    assertThat(verdict.results().get(0).outcome().doubts())
        .extracting(Doubt::problem)
        .extracting(problem -> problem.code())
        .containsExactly("POLICY_MEMORY");
  }

  private static Verdict judge(int suffices) throws PolicyException {
    Observation[] things =
        IntStream.range(0, THINGS)
            .mapToObj(i -> thing("t%03d".formatted(i), i % 2 == 0))
            .toArray(Observation[]::new);
    return new Assessor(new Scarce(suffices), 2)
        .assess(assessment(snapshot(things), release(List.of(), List.of())));
  }
}
