package dev.seaworthy.engine.policy.wasm;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.Limits;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.PreparedPolicy;
import java.util.function.Function;

/** Evaluates the {@code policy.wasm} of bundles, compiled to JVM classes once for all threads. */
public final class WasmRuntime implements PolicyRuntime {
  private static final String CHICORY_VERSION = "1.7.5";

  private final Limits limits;
  private final CodeCache cache;

  public WasmRuntime(Limits limits, CodeCache cache) {
    this.limits = limits;
    this.cache = cache;
  }

  @Override
  public String id() {
    return "wasm (chicory " + CHICORY_VERSION + ")";
  }

  @Override
  public PreparedPolicy prepare(PolicyBundle bundle) throws PolicyException {
    byte[] wasm = bundle.module().wasm();
    try {
      WasmModule module = Parser.parse(wasm);
      Function<Instance, Machine> machine = compiled(module, wasm);
      WasmPolicy policy =
          new WasmPolicy(
              () -> WasmInstance.start(module, machine, limits, bundle.module()), limits);
      policy.requireRunnable(bundle);
      return policy;
    } catch (ChicoryException e) {
      throw new PolicyException(
          "WASM_INVALID",
          "the policy of bundle `%s` is not WebAssembly that can be run here"
              .formatted(bundle.name()),
          "build it again with `seaworthy policy build`");
    }
  }

  private Function<Instance, Machine> compiled(WasmModule module, byte[] wasm) {
    return MachineFactoryCompiler.builder(module)
        .withInterpreterFallback(InterpreterFallback.SILENT)
        .withCache(new KeyedCache(cache, cacheKey(wasm)))
        .compile();
  }

  /** The compiler's version is part of the key: other versions write other classes. */
  static String cacheKey(byte[] wasm) {
    return Digest.of(wasm).hex() + "-chicory-" + CHICORY_VERSION;
  }
}
