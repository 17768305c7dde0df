package dev.seaworthy.benchmarks.bytecode;

import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.Program;
import dev.seaworthy.engine.rego.Session;
import dev.seaworthy.engine.rego.value.Value;
import java.util.Set;

/** A compiled plan and its data. */
record BytecodeProgram(Compiled code, PlanJson plan, Value data, Limits limits) implements Program {
  @Override
  public Set<String> entrypoints() {
    return plan.entrypoints().keySet();
  }

  @Override
  public Session open() {
    return new BytecodeSession(this);
  }
}
