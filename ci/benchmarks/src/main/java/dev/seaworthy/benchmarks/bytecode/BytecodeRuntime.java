package dev.seaworthy.benchmarks.bytecode;

import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.Program;
import dev.seaworthy.engine.rego.RegoModule;
import dev.seaworthy.engine.rego.RegoRuntime;
import dev.seaworthy.engine.rego.value.ValueReader;

/** Runs policies from their plan, compiled to bytecode when it is loaded. */
public final class BytecodeRuntime implements RegoRuntime {
  private final Limits limits;

  public BytecodeRuntime(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String id() {
    return "bytecode";
  }

  @Override
  public Program load(RegoModule module) {
    PlanCompiler compiler = PlanCompiler.of(module.plan());
    return new BytecodeProgram(
        compiler.define(), compiler.plan(), new ValueReader().read(module.data()), limits);
  }
}
