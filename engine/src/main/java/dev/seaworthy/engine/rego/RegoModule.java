package dev.seaworthy.engine.rego;

import dev.seaworthy.engine.json.CanonicalJson;

/** One policy, compiled both ways by {@code opa build}, and the data its rules see. */
public final class RegoModule {
  private final byte[] wasm;
  private final byte[] plan;
  private final CanonicalJson data;

  /**
   * @param wasm {@code policy.wasm}
   * @param plan {@code plan.json}
   * @param data the document {@code data}: an object
   */
  public RegoModule(byte[] wasm, byte[] plan, CanonicalJson data) {
    this.wasm = wasm.clone();
    this.plan = plan.clone();
    this.data = data;
  }

  /** A copy of the WebAssembly module. */
  public byte[] wasm() {
    return wasm.clone();
  }

  /** A copy of the plan's JSON. */
  public byte[] plan() {
    return plan.clone();
  }

  /** The document the rules see as {@code data}. */
  public CanonicalJson data() {
    return data;
  }
}
