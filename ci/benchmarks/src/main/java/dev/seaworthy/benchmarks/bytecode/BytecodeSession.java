package dev.seaworthy.benchmarks.bytecode;

import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.Session;
import dev.seaworthy.engine.rego.builtin.Budget;
import dev.seaworthy.engine.rego.value.Effort;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** Evaluations of a compiled plan, step by step as the tree's session makes them. */
final class BytecodeSession implements Session {
  private static final StringValue RESULT = StringValue.of("result");

  private final BytecodeProgram program;
  private Limits allowed;
  private @Nullable Value input;
  private Memo memo;

  BytecodeSession(BytecodeProgram program) {
    this.program = program;
    this.allowed = program.limits();
    this.memo = new Memo(program.plan().functions().size());
  }

  @Override
  public void input(Input newInput) {
    input = newInput.value();
    allowed = program.limits().forInput(newInput.bytes());
    memo = memo.anew();
  }

  @Override
  public @Nullable Value evaluate(String entrypoint) {
    int number = program.plan().entrypoint(entrypoint);
    Budget budget = new Budget(allowed);
    Execution execution = new Execution(budget, memo);
    Effort.countWith(budget);
    try {
      program.code().run(number, execution, input, program.data());
    } catch (StackOverflowError e) {
      throw new RegoException(
          RegoException.Kind.STACK, "the policy makes values that are nested too deeply");
    } finally {
      Effort.countWith(null);
    }
    return execution.results.isEmpty() ? null : execution.results.get(0).get(RESULT);
  }

  @Override
  public void close() {
    input = null;
    memo = memo.anew();
  }
}
