package dev.seaworthy.engine.rego.wasm;

import com.dylibso.chicory.wasm.ChicoryException;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.Program;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.RegoModule;
import dev.seaworthy.engine.rego.RegoRuntime;

/** Runs {@code policy.wasm}, compiled to JVM classes once for all threads. */
public final class WasmRuntime implements RegoRuntime {
  private final Limits limits;
  private final PolicyCompiler compiler;

  public WasmRuntime(Limits limits, CodeCache cache) {
    this.limits = limits;
    this.compiler = new PolicyCompiler(cache);
  }

  @Override
  public String id() {
    return "wasm (chicory " + PolicyCompiler.CHICORY_VERSION + ")";
  }

  @Override
  public Program load(RegoModule module) {
    try {
      return new WasmProgram(compiler.compile(module.wasm()), module.data(), limits);
    } catch (ChicoryException e) {
      throw new RegoException(
          RegoException.Kind.MODULE, "the policy is not WebAssembly that can be run here");
    }
  }
}
