package dev.seaworthy.engine.policy.wasm;

import com.dylibso.chicory.runtime.Memory;
import com.styra.opa.wasm.OpaWasm_Env;
import com.styra.opa.wasm.OpaWasm_ModuleImports;

/**
 * What a policy module may ask of its host: memory, and to be stopped. Modules that need host
 * builtins are refused when they are loaded, so that none can be missing half way.
 */
final class WasmHost implements OpaWasm_ModuleImports, OpaWasm_Env {
  private final Memory memory;

  WasmHost(Memory memory) {
    this.memory = memory;
  }

  @Override
  public OpaWasm_Env env() {
    return this;
  }

  @Override
  public Memory memory() {
    return memory;
  }

  @Override
  public void opaAbort(int message) {
    throw new WasmInstance.PolicyAbort(WasmInstance.text(memory, message));
  }

  @Override
  public int opaBuiltin0(int builtin, int context) {
    throw unexpected(builtin);
  }

  @Override
  public int opaBuiltin1(int builtin, int context, int a) {
    throw unexpected(builtin);
  }

  @Override
  public int opaBuiltin2(int builtin, int context, int a, int b) {
    throw unexpected(builtin);
  }

  @Override
  public int opaBuiltin3(int builtin, int context, int a, int b, int c) {
    throw unexpected(builtin);
  }

  @Override
  public int opaBuiltin4(int builtin, int context, int a, int b, int c, int d) {
    throw unexpected(builtin);
  }

  private static WasmInstance.PolicyAbort unexpected(int builtin) {
    return new WasmInstance.PolicyAbort("host builtin " + builtin + " is not provided");
  }
}
