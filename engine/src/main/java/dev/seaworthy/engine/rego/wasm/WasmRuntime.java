package dev.seaworthy.engine.rego.wasm;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.wasm.ChicoryException;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.Program;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.RegoModule;
import dev.seaworthy.engine.rego.RegoRuntime;
import dev.seaworthy.engine.rego.builtin.Builtin;
import dev.seaworthy.engine.rego.builtin.Builtins;
import java.util.Optional;
import java.util.function.Function;

/** Runs {@code policy.wasm}, compiled to JVM classes once for all threads. */
public final class WasmRuntime implements RegoRuntime {
  private final Limits limits;
  private final Function<String, Optional<Builtin>> finder;
  private final PolicyCompiler compiler;

  public WasmRuntime(Limits limits, CodeCache cache) {
    this(limits, cache, Builtins::find);
  }

  /**
   * @param finder of builtins by name
   */
  WasmRuntime(Limits limits, CodeCache cache, Function<String, Optional<Builtin>> finder) {
    this.limits = limits;
    this.finder = finder;
    this.compiler = new PolicyCompiler(cache, finder);
  }

  @Override
  public String id() {
    return "wasm (chicory " + PolicyCompiler.CHICORY_VERSION + ")";
  }

  @Override
  public Program load(RegoModule module) {
    try {
      return new WasmProgram(compiler.compile(module.wasm()), module.data(), limits, finder);
    } catch (ChicoryInterruptedException e) {
      throw Failures.of(e, limits);
    } catch (ChicoryException e) {
      throw new RegoException(
          RegoException.Kind.MODULE, "the policy is not WebAssembly that can be run here");
    }
  }
}
