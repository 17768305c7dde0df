package dev.seaworthy.engine.rego.wasm;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.Program;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.Session;
import dev.seaworthy.engine.rego.builtin.Builtin;
import dev.seaworthy.engine.rego.wasm.Abi.Function;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;

/** A compiled policy and its idle instances; as many live as threads have used at once. */
final class WasmProgram implements Program {
  private final PolicyCompiler.Compiled code;
  private final Abi abi;
  private final Limits limits;
  private final Map<String, Integer> entrypoints;
  private final WasmInstance.Start start;
  private final ConcurrentLinkedDeque<WasmInstance> idle = new ConcurrentLinkedDeque<>();

  /** Makes the first instance, and finds out all that can be wrong with the module. */
  WasmProgram(
      PolicyCompiler.Compiled code,
      CanonicalJson data,
      Limits limits,
      java.util.function.Function<String, Optional<Builtin>> finder) {
    this.code = code;
    this.limits = limits;
    abi = new Abi(code.module());
    WasmInstance first = new WasmInstance(code, abi, limits);
    first.requireVersion();
    entrypoints = first.numbers(Function.ENTRYPOINTS);
    start = first.start(data, new HostBuiltins(finder, first.numbers(Function.BUILTINS)));
    idle.push(first);
  }

  @Override
  public Set<String> entrypoints() {
    return Set.copyOf(entrypoints.keySet());
  }

  @Override
  public Session open() {
    return new WasmSession(this, limits);
  }

  @Override
  public void release() {
    idle.clear();
  }

  int number(String entrypoint) {
    Integer number = entrypoints.get(entrypoint);
    if (number == null) {
      throw new RegoException(
          RegoException.Kind.MODULE, "there is no entry point `%s`".formatted(entrypoint));
    }
    return number;
  }

  /** An instance without input. */
  WasmInstance take() {
    WasmInstance pooled = idle.poll();
    if (pooled != null) {
      return pooled;
    }
    WasmInstance fresh = new WasmInstance(code, abi, limits);
    fresh.restore(start);
    return fresh;
  }

  /** Takes back an instance that has not failed. */
  void giveBack(WasmInstance instance) {
    if (!instance.isBloated()) {
      instance.forgetInput();
      idle.push(instance);
    }
  }
}
