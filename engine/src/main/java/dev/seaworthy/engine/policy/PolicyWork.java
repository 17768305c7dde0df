package dev.seaworthy.engine.policy;

import dev.seaworthy.engine.evidence.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Makes calls of a policy side by side, and once more, alone, those that found no memory left: how
 * much its neighbours take at a moment must not decide how a control ends, or the same evidence
 * would have another verdict on a smaller machine.
 */
final class PolicyWork {
  private static final Problem NO_MEMORY =
      new Problem(
          PreparedPolicy.MEMORY,
          "the program's own memory is used up",
          "simplify the policy, or narrow the evidence it reads");

  /**
   * A call that is not made yet.
   *
   * @param controls that it asks, by entry point
   * @param made gives what they said, by entry point
   */
  record Call(Map<String, Control> controls, Callable<Map<String, AnswerReader.Said>> made) {
    /** What came of it. An error of memory is an answer: other calls go on. */
    private Map<String, AnswerReader.Said> make() throws Exception {
      try {
        return made.call();
      } catch (OutOfMemoryError e) {
        Map<String, AnswerReader.Said> said = new LinkedHashMap<>();
        controls.forEach((entrypoint, control) -> said.put(entrypoint, noMemory(control)));
        return said;
      }
    }

    private static AnswerReader.Said noMemory(Control control) {
      AnswerReader reader = new AnswerReader(control);
      reader.add(new PreparedPolicy.Answer.Failed(NO_MEMORY), Optional.empty(), List.of());
      return reader.said();
    }
  }

  private final PreparedPolicy policy;
  private final ExecutorService workers;

  /**
   * @param policy that all calls are of
   */
  PolicyWork(PreparedPolicy policy, ExecutorService workers) {
    this.policy = policy;
    this.workers = workers;
  }

  /** What came of the calls, in their order. */
  List<Map<String, AnswerReader.Said>> all(List<Call> calls) {
    List<Map<String, AnswerReader.Said>> said =
        new ArrayList<>(await(calls.stream().map(call -> workers.submit(call::make)).toList()));
    for (int i = 0; i < said.size(); i++) {
      if (ranOutOfMemory(said.get(i))) {
        policy.release();
        // By a worker, as before: this thread's stack may be of another size.
        said.set(i, await(List.of(workers.submit(calls.get(i)::make))).get(0));
      }
    }
    return said;
  }

  private static boolean ranOutOfMemory(Map<String, AnswerReader.Said> said) {
    return said.values().stream()
        .flatMap(one -> one.doubts().stream())
        .anyMatch(doubt -> doubt.problem().code().equals(PreparedPolicy.MEMORY));
  }

  static <T> List<T> await(List<Future<T>> pending) {
    List<T> done = new ArrayList<>();
    for (Future<T> one : pending) {
      try {
        done.add(one.get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while evaluating", e);
      } catch (ExecutionException e) {
        throw new IllegalStateException("a policy runtime must answer, not throw", e.getCause());
      }
    }
    return done;
  }
}
