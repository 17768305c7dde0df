package dev.seaworthy.cli.policy;

import dev.seaworthy.engine.rego.Program;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.RegoRuntime;
import dev.seaworthy.engine.rego.Session;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs compiled tests through the runtimes that judge releases. */
final class RuntimeTests {
  /** How a test went. */
  enum Result {
    PASSED,
    /** It has another value than {@code true}. */
    FAILED,
    /** It has no value. */
    UNDEFINED,
    /** The runtime gave up. */
    BROKEN
  }

  /**
   * One test in one runtime.
   *
   * @param why what the runtime said where it gave up, else empty
   */
  record Outcome(String runtime, String test, Result result, String why) {}

  private final List<RegoRuntime> runtimes;

  RuntimeTests(List<RegoRuntime> runtimes) {
    this.runtimes = List.copyOf(runtimes);
  }

  /** Whether there is a runtime to run tests in. */
  boolean isWanted() {
    return !runtimes.isEmpty();
  }

  /** Each test in each runtime. */
  List<Outcome> run(CompiledTests tests) {
    List<Outcome> outcomes = new ArrayList<>();
    for (RegoRuntime runtime : runtimes) {
      run(runtime, tests, outcomes);
    }
    return outcomes;
  }

  private static void run(RegoRuntime runtime, CompiledTests tests, List<Outcome> outcomes) {
    Program program;
    try {
      program = runtime.load(tests.module());
    } catch (RegoException e) {
      outcomes.add(new Outcome(runtime.id(), "(all)", Result.BROKEN, e.getMessage()));
      return;
    }
    try (Session session = program.open()) {
      for (String test : tests.entrypoints()) {
        outcomes.add(one(runtime, session, test));
      }
    }
  }

  private static Outcome one(RegoRuntime runtime, Session session, String test) {
    try {
      return new Outcome(runtime.id(), test, result(session.evaluate(test)), "");
    } catch (RegoException e) {
      return new Outcome(runtime.id(), test, Result.BROKEN, e.getMessage());
    }
  }

  private static Result result(@Nullable Value value) {
    if (value == null) {
      return Result.UNDEFINED;
    }
    return isTrue(value) ? Result.PASSED : Result.FAILED;
  }

  /** The cases of a test with cases are an object, of objects where they have several names. */
  private static boolean isTrue(Value value) {
    if (!(value instanceof ObjectValue cases)) {
      return value.equals(BooleanValue.TRUE);
    }
    for (int i = 0; i < cases.size(); i++) {
      if (!isTrue(cases.valueAt(i))) {
        return false;
      }
    }
    return true;
  }
}
