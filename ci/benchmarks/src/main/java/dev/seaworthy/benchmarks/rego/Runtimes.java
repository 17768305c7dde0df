package dev.seaworthy.benchmarks.rego;

import dev.seaworthy.benchmarks.bytecode.BytecodeRuntime;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.RegoRuntime;
import dev.seaworthy.engine.rego.plan.PlanRuntime;
import dev.seaworthy.engine.rego.wasm.CodeCache;
import dev.seaworthy.engine.rego.wasm.WasmRuntime;

/** The runtimes that are measured. */
final class Runtimes {
  private Runtimes() {}

  static RegoRuntime named(String name) {
    return named(name, CodeCache.NONE);
  }

  static RegoRuntime named(String name, CodeCache cache) {
    return switch (name) {
      case "plan" -> new PlanRuntime(Limits.DEFAULT);
      case "bytecode" -> new BytecodeRuntime(Limits.DEFAULT);
      case "wasm" -> new WasmRuntime(Limits.DEFAULT, cache);
      default -> throw new IllegalArgumentException("no runtime `" + name + "`");
    };
  }
}
